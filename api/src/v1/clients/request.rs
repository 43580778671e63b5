//! Reading requests about clients.

use domain::access::Role;
use persistence::clients::{ClientChange, NewClient};

use crate::decode::{Choice, Context, Object, Text, Word, object};
use crate::v1::organisations::request::{Id, given};

impl Choice for Role {
    fn choices() -> impl Iterator<Item = (&'static str, Self)> {
        Self::ALL.iter().map(|role| (role.as_str(), *role))
    }
}

object! {
    /// The members of a new client.
    pub struct NewSlots<'de> {
        name: scalar Text<'de>,
        role: scalar Word<Role>,
        organisation_id: scalar Id,
    }
}

impl<'de> Object<'de> for NewSlots<'de> {
    type Target = NewClient;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let name = self.name.required(context, "name");
        let role = self.role.required(context, "role");
        let organisation = self.organisation_id.required(context, "organisation_id");
        Some(NewClient {
            name: name?.0.into_owned(),
            role: role?.0,
            organisation_id: organisation?.0,
        })
    }
}

object! {
    /// The members of a change.
    pub struct ChangeSlots<'de> {
        name: scalar Text<'de>,
        role: scalar Word<Role>,
        organisation_id: scalar Id,
    }
}

impl<'de> Object<'de> for ChangeSlots<'de> {
    type Target = ClientChange;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let name = given(self.name, context, "name");
        let role = given(self.role, context, "role");
        let organisation = given(self.organisation_id, context, "organisation_id");
        Some(ClientChange {
            name: name?.map(|Text(name)| name.into_owned()),
            role: role?.map(|Word(role)| role),
            organisation_id: organisation?.map(|Id(id)| id),
        })
    }
}
