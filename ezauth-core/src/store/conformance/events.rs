//! The audit trail.

use super::Bench;
use super::samples::{at, digest, event, user_id};
use crate::domain::{Event, EventFilter, EventType, SessionId};
use crate::store::rows::NewEvent;

pub(crate) fn an_event_comes_back_as_recorded(bench: &dyn Bench) {
    let recorded = NewEvent {
        session_id: Some(SessionId::from_bytes([7; 16])),
        ip: Some("192.0.2.1".to_owned()),
        data: r#"{ "b": 1, "a": 2 }"#.to_owned(),
        ..event(1, EventType::SessionCreated, Some(user_id(1)))
    };
    bench.write(|t| t.insert_event(&recorded));
    let expected = Event {
        id: recorded.id,
        event_type: recorded.event_type,
        user_id: recorded.user_id,
        session_id: recorded.session_id,
        ip: recorded.ip,
        data: recorded.data,
        created_at: recorded.created_at,
    };
    assert_eq!(list(bench, &EventFilter::default()), [expected]);
}

pub(crate) fn events_are_listed_after_the_cursor(bench: &dyn Bench) {
    for n in [3, 1, 2, 5, 4] {
        bench.write(|t| t.insert_event(&event(n, EventType::UserCreated, None)));
    }
    let mut cursor = 0;
    // In the order they were recorded.
    for expected in [&[3, 1][..], &[2, 5], &[4], &[]] {
        let page = bench.read(|t| t.list_events(&EventFilter::default(), cursor, 2));
        let numbers: Vec<u8> = page.iter().map(|(_, event)| event.id.as_bytes()[0]).collect();
        assert_eq!(numbers, expected);
        cursor = page.last().map_or(cursor, |(last, _)| *last);
    }
}

pub(crate) fn events_are_filtered(bench: &dyn Bench) {
    let (created, revoked) = (EventType::SessionCreated, EventType::SessionRevoked);
    let (user, other) = (Some(user_id(1)), Some(user_id(2)));
    for (n, event_type, user) in
        [(1, created, user), (2, revoked, user), (3, created, other), (4, revoked, None)]
    {
        bench.write(|t| t.insert_event(&event(n, event_type, user)));
    }
    for (user, event_type, expected) in [
        (None, None, &[1, 2, 3, 4][..]),
        (user, None, &[1, 2]),
        (other, None, &[3]),
        (None, Some(created), &[1, 3]),
        (user, Some(revoked), &[2]),
        (other, Some(revoked), &[]),
    ] {
        let filter = EventFilter { user, event_type, limit: None };
        let listed = list(bench, &filter);
        let numbers: Vec<u8> = listed.iter().map(|event| event.id.as_bytes()[0]).collect();
        assert_eq!(numbers, expected, "{filter:?}");

        let first_two = bench.read(|t| t.list_events(&filter, 0, 2));
        assert_eq!(first_two.len(), expected.len().min(2));
        let after_first = first_two
            .first()
            .map(|(cursor, _)| bench.read(|t| t.list_events(&filter, *cursor, 9)).len());
        assert_eq!(after_first, expected.len().checked_sub(1));
    }
}

pub(crate) fn refusals_of_one_bucket_are_one_counted_event(bench: &dyn Bench) {
    let refused = |n, data: &str| NewEvent {
        data: data.to_owned(),
        ..event(n, EventType::SignInRefused, None)
    };
    for n in 1..=3 {
        bench.write(|t| t.count_event(&refused(n, r#"{"ip_bucket":"x"}"#), &digest(1)));
    }
    bench.write(|t| t.count_event(&refused(4, "{}"), &digest(2)));
    bench.write(|t| t.insert_event(&refused(5, "{}")));

    let listed = list(bench, &EventFilter::default());
    let summary: Vec<_> =
        listed.iter().map(|event| (event.created_at, event.data.as_str())).collect();
    let expected =
        [(at(1), r#"{"count":3,"ip_bucket":"x"}"#), (at(4), r#"{"count":1}"#), (at(5), "{}")];
    assert_eq!(summary, expected);
}

fn list(bench: &dyn Bench, filter: &EventFilter) -> Vec<Event> {
    let page = bench.read(|t| t.list_events(filter, 0, 100));
    assert!(page.is_sorted_by_key(|(cursor, _)| *cursor));
    page.into_iter().map(|(_, event)| event).collect()
}
