//! What may be done with a case, as JSON. It says much the same of very many cases, so each different answer is written
//! once.

use std::sync::{Arc, LazyLock};

use domain::access::Principal;
use domain::gd::case::{CaseState, CommandName, Day, Refusal, allowed_commands};
use quick_cache::sync::Cache;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::CommandBody;
use crate::http::Lang;

/// Different answers that are kept: of the same role, state and language nearly all are alike.
const KEPT: usize = 512;

type Answer = Vec<(CommandName, Result<(), Refusal>)>;

/// What is refused and why, in a language, and how that is written.
static WRITTEN: LazyLock<Cache<(Lang, Answer), Arc<RawValue>>> = LazyLock::new(|| Cache::new(KEPT));

/// Every command, and why not those that are not allowed now.
#[derive(Debug, Clone)]
pub enum Commands {
    /// As JSON.
    Written(Arc<RawValue>),
    /// Not written yet.
    Listed(Vec<CommandBody>),
}

impl Commands {
    /// Of a case for a principal on a day.
    pub(super) fn of(
        state: &CaseState,
        principal: &Principal,
        day: Option<&Day<'_>>,
        lang: Lang,
    ) -> Self {
        let key = (lang, allowed_commands(state, principal, day));
        if let Some(known) = WRITTEN.get(&key) {
            return Self::Written(known);
        }
        let bodies: Vec<CommandBody> = key.1.iter().map(|told| body(told, lang)).collect();
        match serde_json::value::to_raw_value(&bodies) {
            Ok(written) => {
                let written: Arc<RawValue> = written.into();
                WRITTEN.insert(key, Arc::clone(&written));
                Self::Written(written)
            }
            // Whoever writes the case fails with it.
            Err(_unwritable) => Self::Listed(bodies),
        }
    }

    /// The JSON, once it is written.
    pub(super) fn written(&self) -> Option<&Arc<RawValue>> {
        match self {
            Self::Written(written) => Some(written),
            Self::Listed(_) => None,
        }
    }
}

impl Serialize for Commands {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Written(written) => written.as_ref().serialize(serializer),
            Self::Listed(bodies) => bodies.serialize(serializer),
        }
    }
}

fn body((name, answer): &(CommandName, Result<(), Refusal>), lang: Lang) -> CommandBody {
    match answer {
        Ok(()) => CommandBody {
            command: name.as_str(),
            allowed: true,
            refusal: None,
            reason: None,
            provision: None,
        },
        Err(refusal) => CommandBody {
            command: name.as_str(),
            allowed: false,
            refusal: Some(refusal.code()),
            reason: Some(match lang {
                Lang::ZhCn => refusal.zh(),
                Lang::En => refusal.en(),
            }),
            provision: refusal.provision().map(|provision| provision.id),
        },
    }
}
