//! The table for people, as it stands in `table.txt`.

use super::fixture::{access, model};
use crate::{Access, Condition, On, Party, Right};

#[test]
fn the_table_says_who_may_do_what() {
    let rows: Vec<String> = access().table().iter().map(ToString::to_string).collect();
    let expected: Vec<&str> =
        include_str!("table.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert_eq!(rows, expected, "\n{}", rows.join("\n"));
}

#[test]
fn auditors_and_nobody_stand_in_no_row() {
    for row in access().table() {
        assert!(!matches!(&row.who, Party::Nobody), "{row}");
        assert!(!matches!(&row.who, Party::Role(role) if role.as_str() == "auditor"), "{row}");
    }
}

#[test]
fn what_a_states_own_file_permits_in_odd_circumstances_stands_in_the_table() {
    let mut model = model();
    let text = "permit (principal in Role::\"auditor\", action == Action::\"view\", resource == CaseOf::\"complaint\")\nwhen { !context.in_office && !context.assigned };";
    model.policies.insert("policies/odd.cedar".to_owned(), text.to_owned());
    let compiled = Access::compile(&model).unwrap();
    let table = compiled.table();
    let row = table.iter().find(|row| row.policies == ["policies/odd.cedar#1"]).unwrap();
    assert_eq!((row.right, &row.on), (Right::View, &On::Case(base::ServiceId::new("complaint"))));
    let only = [Condition::Related(false), Condition::Assigned(false), Condition::InOffice(false)];
    assert_eq!(row.only, only);
}
