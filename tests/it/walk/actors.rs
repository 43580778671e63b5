//! Who acts, and what each role may do: stated anew, not read from the program.

use domain::access::Role;
use serde_json::json;
use tests::server::Server;

use super::commands::Command;
use super::model::Case;

/// A client, and what follows from its organisation.
#[derive(Debug, Clone)]
pub struct Actor {
    pub role: Role,
    pub organisation: String,
    pub regime: &'static str,
    pub id: String,
    pub token: String,
}

/// Of which cases something is permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those it handed in.
    Submitted,
    /// Those its department was given.
    Assigned,
    /// Those of its center.
    Own,
    /// All of its regulation.
    Regime,
}

/// The undertaking departments of the first center.
pub const DEPARTMENTS: [&str; 2] = ["test-undertaking-department", "walk-second-department"];

/// The clients of a world.
pub fn all(server: &Server) -> Vec<Actor> {
    let mut all = Vec::new();
    let mut add = |role: Role, organisation: &str| {
        let actor = server.actor(role, organisation);
        all.push(Actor {
            role,
            regime: if organisation.starts_with("jz") {
                "jz"
            } else {
                "gd"
            },
            organisation: organisation.to_owned(),
            id: actor.client_id,
            token: actor.token,
        });
    };
    for center in ["gd-440100", "gd-440300", "gd-440000", "gd-industry-power"] {
        add(Role::ComplaintOfficer, center);
        add(Role::CenterLead, center);
        add(Role::Intake, center);
    }
    add(Role::ProvinceLead, "gd-440000");
    add(Role::Auditor, "gd-440000");
    add(Role::Regulator, "jz-421000");
    add(Role::Inspector, "jz-421000");
    for role in [Role::Platform, Role::Handler] {
        let actor = server.any(role);
        add(role, &actor.organisation);
    }
    let admin = server.admin();
    let second = json!({
        "id": DEPARTMENTS[1], "kind": "undertaking_department", "department_kind": "internal_department",
        "parent_id": "gd-440100", "name_zh": "第二测试部门", "name_en": "Second test department",
    });
    let created = server.post_as(&admin.token, "/api/v1/organisations", &second);
    assert_eq!(created.status, 201, "{}", created.text());
    add(Role::Handler, DEPARTMENTS[1]);
    all.push(Actor {
        role: Role::Admin,
        organisation: admin.organisation,
        regime: "gd",
        id: admin.client_id,
        token: admin.token,
    });
    all
}

impl Actor {
    /// The center it acts for.
    pub fn center(&self) -> &str {
        if self.role == Role::Handler {
            return "gd-440100";
        }
        &self.organisation
    }

    pub fn may_submit(&self) -> bool {
        self.decides() || matches!(self.role, Role::Platform | Role::Intake)
    }

    /// Officers and leads decide on the cases of their own center.
    pub fn decides(&self) -> bool {
        self.leads() || self.role == Role::ComplaintOfficer
    }

    pub fn leads(&self) -> bool {
        matches!(
            self.role,
            Role::CenterLead | Role::ProvinceLead | Role::Regulator
        )
    }

    pub fn reads(&self) -> Option<Reach> {
        match self.role {
            Role::Platform => Some(Reach::Submitted),
            Role::Handler => Some(Reach::Assigned),
            Role::Intake | Role::ComplaintOfficer | Role::CenterLead | Role::Regulator => {
                Some(Reach::Own)
            }
            Role::ProvinceLead | Role::Auditor => Some(Reach::Regime),
            Role::Admin | Role::Inspector | Role::Institution => None,
        }
    }

    /// What officers assessed is the center's own business.
    pub fn reads_evaluations(&self) -> bool {
        self.decides() || self.role == Role::Auditor
    }

    /// Of which cases it may give a command.
    pub fn may(&self, command: Command) -> Option<Reach> {
        let own = |may: bool| may.then_some(Reach::Own);
        match command {
            Command::Correct => own(self.decides() || self.role == Role::Intake),
            Command::Withdraw if self.role == Role::Platform => Some(Reach::Submitted),
            Command::ReviewRejection | Command::HandOver => own(self.leads()),
            Command::Describe
            | Command::Evaluate
            | Command::Accept
            | Command::Reject
            | Command::Refer
            | Command::Join
            | Command::DeliverNotice
            | Command::Withdraw
            | Command::Conclude
            | Command::Assign => own(self.decides()),
            Command::Supervise | Command::HoldAccountable if self.role == Role::ProvinceLead => {
                Some(Reach::Regime)
            }
            Command::HoldAccountable | Command::Extend | Command::ReferComplainant => {
                own(self.leads())
            }
            Command::Answer
            | Command::PromiseReply
            | Command::Report
            | Command::AnswerSupervision
            | Command::Execute
            | Command::Attach
                if self.role == Role::Handler =>
            {
                Some(Reach::Assigned)
            }
            Command::Attach | Command::Supplement if self.role == Role::Platform => {
                Some(Reach::Submitted)
            }
            Command::Attach | Command::Supplement => {
                own(self.decides() || self.role == Role::Intake)
            }
            Command::ShareMaterials
            | Command::Answer
            | Command::PromiseReply
            | Command::Report
            | Command::Consolidate
            | Command::Supervise
            | Command::AnswerSupervision
            | Command::ExplainDelay
            | Command::Execute
            | Command::FeedBack
            | Command::Archive
            | Command::ReportUpward
            | Command::TakeMediaMeasure
            | Command::PublishStatement
            | Command::DecideSimilarity
            | Command::ProposeErasure
            | Command::ConfirmErasure => own(self.decides()),
        }
    }

    /// Who of a center's staff does what is told neither to departments nor to whoever only handed a case in.
    pub fn sees_staff(&self) -> bool {
        !matches!(self.role, Role::Platform | Role::Handler)
    }

    /// Whether it acts for the center, and not for a department of it.
    pub fn is_of_center(&self) -> bool {
        self.role != Role::Handler
    }

    /// The department or the center whose report it hands in.
    pub fn stands_for(&self) -> &str {
        if self.is_of_center() {
            self.center()
        } else {
            &self.organisation
        }
    }

    pub fn reaches(&self, reach: Reach, case: &Case) -> bool {
        match reach {
            Reach::Submitted => case.submitted_by == self.id,
            Reach::Assigned => case.handling.of(&self.organisation).is_some(),
            Reach::Own => case.center == self.center() && case.regime == self.regime,
            Reach::Regime => case.regime == self.regime,
        }
    }

    /// Whether it belongs to who is accused (Art. 15).
    pub fn is_accused(&self, case: &Case) -> bool {
        let accused = case.accused.as_deref();
        accused.is_some_and(|accused| accused == self.organisation || accused == self.center())
    }
}
