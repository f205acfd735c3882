//! `state.yaml`: the register that says where people live.

use crate::index::Resolver;
use crate::view::View;
use model::Home;

/// Reads `home`, of `people`.
pub fn home(view: View<'_>, names: &mut Resolver<'_>) -> Home {
    let register = names.register(view.get("register"));
    let person = names.field(register.as_str(), view.get("person"));
    let place = names.field(register.as_str(), view.get("place"));
    Home { register, person, place }
}
