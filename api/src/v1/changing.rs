//! What the record of organisations and clients can say against a change.

use persistence::access::{ChangeError, Refusal};

use crate::problem::{Fault, Problem, ProblemCode};

impl From<ChangeError> for Problem {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::NotFound => Self::new(ProblemCode::NotFound),
            ChangeError::Stale => Self::new(ProblemCode::PreconditionFailed),
            ChangeError::AlreadyExists => Self::new(ProblemCode::AlreadyExists),
            ChangeError::Refused(refusal) => refused(refusal),
            ChangeError::Store(error) => error.into(),
        }
    }
}

fn refused(refusal: Refusal) -> Problem {
    let (pointer, zh, en) = match refusal {
        Refusal::UnknownOrganisation => (
            "/organisation_id",
            "没有该标识的机构",
            "no organisation has this id",
        ),
        Refusal::InactiveOrganisation => (
            "/organisation_id",
            "该机构已停用",
            "the organisation is not active",
        ),
        Refusal::RoleDoesNotFit => (
            "/role",
            "该角色与机构的类别、层级或适用办法不符",
            "the role does not fit the organisation's kind, level or regime",
        ),
        Refusal::DisabledClient => (
            "",
            "该客户端已停用，不能恢复",
            "the client is disabled, for good",
        ),
        Refusal::ParentMissing => (
            "/parent_id",
            "该类别的机构须写明上级机构",
            "an organisation of this kind needs a parent",
        ),
        Refusal::UnknownParent => (
            "/parent_id",
            "没有该标识的机构",
            "no organisation has this id",
        ),
        Refusal::ParentDoesNotFit => (
            "/parent_id",
            "该类别的机构不能隶属于此机构",
            "an organisation of this kind cannot stand under this one",
        ),
        Refusal::InactiveParent => ("/parent_id", "上级机构已停用", "the parent is not active"),
        Refusal::RegimeDiffers => (
            "/regime",
            "与上级机构适用的办法不同",
            "the regime is another than the parent's",
        ),
        Refusal::UnknownDivision => (
            "/division_code",
            "没有该行政区划代码",
            "no division has this code",
        ),
    };
    Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(pointer, zh, en))
}
