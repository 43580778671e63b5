//! The four kinds of record.

use domain::jz::inspection::{
    Drawing, DrawingEvent, Inspection, InspectionEvent, InspectionStatus, Inspector,
    InspectorEvent, Keeper, Proposal, ProposalEvent,
};

use super::{Listed, Supervised};
use crate::aggregate::Aggregate;

/// A kind whose state folds its own events.
macro_rules! kind {
    ($state:ty, $event:ty, $kind:literal) => {
        impl Aggregate for $state {
            type Event = $event;

            const KIND: &'static str = $kind;

            fn event_kind(event: &$event) -> &'static str {
                event.kind()
            }

            fn begin(event: &$event) -> Option<Self> {
                <$state>::begin(event)
            }

            fn apply(&mut self, event: &$event) {
                <$state>::apply(self, event);
            }
        }
    };
}

kind!(Inspector, InspectorEvent, "inspector");
kind!(Drawing, DrawingEvent, "draw");
kind!(Inspection, InspectionEvent, "inspection");
kind!(Proposal, ProposalEvent, "inspection-proposal");

fn listed(
    keeper: &Keeper,
    status: &'static str,
    institution: Option<&str>,
    published: bool,
) -> Listed {
    Listed {
        authority: keeper.authority.clone(),
        regime: keeper.regime,
        status,
        institution: institution.map(str::to_owned),
        published,
    }
}

impl Supervised for Inspector {
    fn listed(&self) -> Listed {
        let status = if self.details.active {
            "active"
        } else {
            "inactive"
        };
        listed(&self.keeper, status, None, false)
    }
}

impl Supervised for Drawing {
    fn listed(&self) -> Listed {
        let status = if self.held.is_some() {
            "held"
        } else {
            "announced"
        };
        // Announced is published: commitment and roster hash are worth nothing if they are seen afterwards only.
        listed(&self.announced.keeper, status, None, true)
    }
}

impl Supervised for Inspection {
    fn listed(&self) -> Listed {
        let opened = &self.opened;
        let status = self.status();
        listed(
            &opened.keeper,
            status.as_str(),
            Some(&opened.institution.id),
            status == InspectionStatus::Published,
        )
    }
}

impl Supervised for Proposal {
    fn listed(&self) -> Listed {
        let received = &self.received;
        let institution = Some(received.institution.id.as_str());
        listed(&received.keeper, self.status().as_str(), institution, false)
    }
}
