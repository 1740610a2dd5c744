//! The rules that every store keeps, written against the traits alone.
//!
//! A store is tested by [`suite!`] with a way to open an empty one.

pub(crate) mod credentials;
pub(crate) mod endings;
pub(crate) mod events;
pub(crate) mod identities;
pub(crate) mod messages;
pub(crate) mod runs;
pub(crate) mod samples;
pub(crate) mod sessions;
pub(crate) mod sign_ups;
pub(crate) mod throttles;
pub(crate) mod upkeep;
pub(crate) mod users;
pub(crate) mod values;
pub(crate) mod verifications;

use super::{Store, Transaction};
use crate::domain::{UserId, VerificationId};
use crate::error::Result;

/// An empty store to test, with what no method of the traits does.
pub(crate) trait Bench: Sync {
    fn store(&self) -> &dyn Store;

    /// Switches a user off.
    fn disable(&self, user: UserId);

    /// Gives the user a pending change, and makes it what a verification is issued for.
    fn pend_change(&self, user: UserId, verification: VerificationId);

    /// How many pending changes there are.
    fn pending_changes(&self) -> u64;
}

impl dyn Bench + '_ {
    fn read<T>(&self, body: impl FnMut(&mut dyn Transaction) -> Result<T>) -> T {
        self.store().read(body).unwrap()
    }

    fn write<T>(&self, body: impl FnMut(&mut dyn Transaction) -> Result<T>) -> T {
        self.store().write(body).unwrap()
    }
}

/// Makes each rule a test; `$open` opens a [`Bench`].
macro_rules! suite {
    ($open:expr) => {
        $crate::store::conformance::suite! { $open,
            users:
                a_user_comes_back_as_created
                an_unknown_user_is_nothing
                a_profile_is_replaced_whole
                a_username_has_one_holder
                a_username_is_found_by_its_key_alone
                a_password_is_seen_on_its_user
                users_are_listed_after_one
                a_user_is_switched_off_and_on_once
                a_deleted_user_takes_everything_along;
            identities:
                an_identity_comes_back_as_created
                a_value_is_found_by_its_verified_holder_alone
                a_value_is_verified_once
                the_oldest_clean_user_is_found
                a_used_user_is_not_clean
                a_disabled_user_is_not_clean
                a_verified_identity_is_created_where_nobody_holds_the_value
                a_users_own_identity_is_found_the_verified_one_first
                the_last_way_in_is_not_removed;
            credentials:
                a_password_is_set_over_another
                a_password_is_replaced_only_where_it_is_still_the_old
                a_value_signs_in_only_once_verified
                a_username_signs_in_only_beside_a_verified_identity
                a_sign_in_tells_a_disabled_user
                a_password_is_set_where_there_is_none
                a_password_that_is_off_opens_nothing_until_it_is_set_anew
                an_expired_password_is_not_changed_by_who_knows_it
                an_owner_is_told_once;
            sessions:
                a_session_comes_back_with_its_user
                a_wrong_token_finds_no_session
                no_session_is_opened_for_an_unknown_user
                no_session_is_opened_for_a_disabled_user
                no_session_is_opened_after_the_password_changed
                a_touch_goes_forward_only
                a_touch_never_passes_the_end
                a_session_ends_once
                a_foreign_session_id_ends_nothing
                an_expired_session_ends_uncounted
                expired_sessions_are_trimmed_first
                sessions_of_the_future_are_trimmed_first
                ending_a_users_sessions_ends_exactly_those
                ending_other_sessions_keeps_one
                ending_every_session_leaves_none
                the_most_recently_seen_sessions_are_kept;
            sign_ups:
                a_wish_comes_back_as_stored
                a_wish_is_only_renewed_to_a_later_end
                every_wish_for_a_value_ends_with_what_was_issued_for_it
                a_change_comes_back_as_stored
                a_change_asked_for_again_keeps_its_id_and_its_failures
                failures_of_a_change_count_to_the_limit
                what_is_out_for_a_user_is_listed;
            verifications:
                a_verification_comes_back_as_stored
                a_wrong_secret_finds_nothing
                the_hash_of_a_code_finds_nothing
                a_code_is_found_by_kind_and_value
                a_kind_and_value_has_one_code
                an_identity_has_one_link_of_a_kind
                two_codes_may_be_equal
                a_verification_is_consumed_once
                an_expired_verification_is_not_consumed
                failures_count_to_the_limit;
            endings:
                each_scope_ends_exactly_its_own
                ending_a_users_verifications_ends_exactly_those
                a_message_ends_with_the_last_of_its_secrets;
            messages:
                a_message_comes_back_as_queued
                a_message_is_claimed_once_per_lease
                a_message_waits_until_its_lease_ends
                an_acknowledged_message_is_gone
                a_message_given_back_waits
                an_ended_lease_does_nothing
                the_longest_due_message_is_first
                a_dead_message_is_never_due
                an_expired_message_is_never_due
                a_claim_tells_which_secrets_are_live
                a_message_of_another_key_is_never_due
                a_message_of_the_future_is_never_due
                a_wait_that_no_setting_gives_is_over
                a_notice_lives_without_secrets
                the_messages_of_a_user_are_listed;
            events:
                an_event_comes_back_as_recorded
                events_are_listed_after_the_cursor
                events_are_filtered
                refusals_of_one_bucket_are_one_counted_event;
            throttles:
                a_tally_comes_back_as_it_was_put
                a_tally_is_swept_when_it_says_nothing_any_more
                no_attempt_of_many_threads_is_lost;
            upkeep:
                each_table_is_swept_of_what_has_ended
                a_sweep_stops_at_its_limit
                events_are_swept_by_age
                dead_messages_are_swept
                the_key_id_is_the_last_recorded
                what_a_lost_key_made_is_ended
                a_backup_mark_is_taken_once
                what_a_backup_may_revive_is_ended;
            values:
                any_text_comes_back_as_it_was
                the_ends_of_time_come_back;
            runs:
                an_error_undoes_the_body
                what_is_written_is_read
                a_snapshot_sees_one_state
                one_of_many_threads_consumes
                failures_of_many_threads_all_count;
        }
    };
    ($open:expr, $($topic:ident: $($rule:ident)+;)+) => {
        $(mod $topic {
            use super::*;

            $(#[test]
            fn $rule() {
                $crate::store::conformance::$topic::$rule(&$open);
            })+
        })+
    };
}

pub(crate) use suite;
