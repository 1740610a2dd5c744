//! That no statement of the store walks a whole table.

use rusqlite::Connection;

const SCHEMA: &str = include_str!("0001_accounts.sql");

const SOURCES: [&str; 11] = [
    include_str!("users.rs"),
    include_str!("identities.rs"),
    include_str!("credentials.rs"),
    include_str!("sessions.rs"),
    include_str!("sign_ups.rs"),
    include_str!("pending_changes.rs"),
    include_str!("throttles.rs"),
    include_str!("verifications.rs"),
    include_str!("messages.rs"),
    include_str!("events.rs"),
    include_str!("upkeep.rs"),
];

/// What runs a statement.
const CALLS: [&str; 4] = ["self.execute(", "self.changes_row(", "self.find(", "self.list("];

/// What a statement says, with the reason, that is meant to visit every row.
const EXEMPTION: &str = "-- may scan: ";

#[test]
fn no_statement_scans_a_table() {
    let connection = connection();
    for source in SOURCES {
        let calls: usize = CALLS.iter().map(|call| source.matches(call).count()).sum();
        assert!(statements(source).count() >= calls, "SQL not recognised in:\n{source}");
        for statement in statements(source) {
            let plan = plan(&connection, statement);
            let scans = plan.iter().any(|step| is_scan(step));
            assert!(!scans || statement.contains(EXEMPTION), "{statement}\n=> {plan:#?}");
        }
    }
}

#[test]
fn a_scan_is_recognised() {
    let source = r#"self.find("SELECT id FROM users WHERE name = ?1", [name])"#;
    let found: Vec<_> = statements(source).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(plan(&connection(), found[0]), ["SCAN users"]);
}

/// A row of parameters is no table, and what a subquery does is told in steps of its own. A part of a
/// table that only a kind says is as good as all of it.
fn is_scan(step: &str) -> bool {
    let by_kind = ["(kind=?)", "(type=?)", "(form=?)"].iter().any(|part| step.ends_with(part));
    let walks = step.starts_with("SCAN")
        && step != "SCAN CONSTANT ROW"
        && !step.starts_with("SCAN (subquery");
    by_kind || walks
}

/// The text literals of a source file that are SQL. No literal of the store holds a quotation mark.
fn statements(source: &str) -> impl Iterator<Item = &str> {
    source.split('"').skip(1).step_by(2).filter(|literal| {
        ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "]
            .iter()
            .any(|verb| literal.trim_start().starts_with(verb))
    })
}

fn plan(connection: &Connection, statement: &str) -> Vec<String> {
    connection
        .prepare(&format!("EXPLAIN QUERY PLAN {statement}"))
        .unwrap()
        .raw_query()
        .mapped(|row| row.get("detail"))
        .map(Result::unwrap)
        .collect()
}

fn connection() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(SCHEMA).unwrap();
    connection
}
