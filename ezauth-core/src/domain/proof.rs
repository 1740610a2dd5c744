//! What a secret proves.
//!
//! **A secret from an inbox proves a value, never an account. A flow handle, a password or a live session
//! proves the account.** Whoever can read the mail of an address may have a wish that somebody else made
//! for it, an identity that somebody else claimed, a change that somebody else asked for: what a link or
//! code acts on is said by the proof of the account where there is one.
//!
//! | kind | what the inbox permits | what it acts on |
//! |---|---|---|
//! | `sign_in` | to open the account of whoever has *verified* the value, or to make a new one | the value alone |
//! | `sign_up` | to make the account of a wish | the wish of the handle; with a password, the wish that the secret was issued for; never without proof |
//! | `confirm` | to verify an identity | that of the handle, else the one it was issued for |
//! | `recover` | to set a password | the verified identity of the handle, else the one it was issued for |
//! | `change` | to give an account the value | the change that the account of the session has pending; never without one |

use super::{Kind, PendingChangeId, Subject};

/// What is shown of the account, besides the secret from the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AccountProof {
    /// Nothing.
    Nothing,
    /// The flow handle, which was issued for this.
    Handle(Subject),
    /// A live session, whose account has this change pending for the value.
    Session(Option<PendingChangeId>),
}

/// What a link or code that was found right acts on, or `None` where it proves nothing that counts.
pub(crate) fn acts_on(kind: Kind, issued_for: Subject, account: AccountProof) -> Option<Subject> {
    match (kind, account) {
        (Kind::SignIn, _) => Some(Subject::Nothing),
        (Kind::Change, AccountProof::Session(Some(change))) => Some(Subject::PendingChange(change)),
        (Kind::Change, _) | (_, AccountProof::Session(_)) => None,
        // A handle of a request that led to nobody says nothing of an account.
        (_, AccountProof::Nothing | AccountProof::Handle(Subject::Nothing)) => Some(issued_for),
        (_, AccountProof::Handle(own)) => Some(own),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{IdentityId, SignUpId};

    const MINE: Subject = Subject::SignUp(SignUpId::from_bytes([1; 16]));
    const THEIRS: Subject = Subject::SignUp(SignUpId::from_bytes([2; 16]));
    const CHANGE: PendingChangeId = PendingChangeId::from_bytes([3; 16]);

    #[test]
    fn the_handle_says_whose_wish_it_is_also_where_another_asked_last() {
        for kind in [Kind::SignUp, Kind::Confirm, Kind::Recover] {
            assert_eq!(acts_on(kind, THEIRS, AccountProof::Handle(MINE)), Some(MINE));
            assert_eq!(acts_on(kind, THEIRS, AccountProof::Nothing), Some(THEIRS));
            assert_eq!(acts_on(kind, THEIRS, AccountProof::Handle(Subject::Nothing)), Some(THEIRS));
        }
    }

    #[test]
    fn only_a_session_of_the_account_changes_its_addresses() {
        let issued_for = Subject::PendingChange(PendingChangeId::from_bytes([9; 16]));
        let session = AccountProof::Session(Some(CHANGE));
        let own = Some(Subject::PendingChange(CHANGE));
        assert_eq!(acts_on(Kind::Change, issued_for, session), own);
        for account in
            [AccountProof::Nothing, AccountProof::Handle(issued_for), AccountProof::Session(None)]
        {
            assert_eq!(acts_on(Kind::Change, issued_for, account), None);
        }
    }

    #[test]
    fn signing_in_goes_by_the_value_alone() {
        let identity = Subject::Identity(IdentityId::from_bytes([7; 16]));
        for account in
            [AccountProof::Nothing, AccountProof::Handle(identity), AccountProof::Session(None)]
        {
            assert_eq!(acts_on(Kind::SignIn, identity, account), Some(Subject::Nothing));
        }
    }
}
