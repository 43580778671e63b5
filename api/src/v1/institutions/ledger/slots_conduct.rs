//! Reading what clients send about declarations, evaluations, rectifications, findings and justifications.

use chrono::NaiveDate;
use domain::jz::facts::Breach;
use domain::jz::institution::ledger::{
    Answer, Declaration, DeclaredItem, Evaluation, EvaluationBasis, Finding, FindingSource,
    Justification, Rectification, Verdict,
};
use uuid::Uuid;

use super::slots_work::{Written, choices, line, prose};
use crate::decode::{Choice, Context, Line, Object, Prose, Word, object};

choices!(Answer, EvaluationBasis, FindingSource);

object! {
    /// The members of an item of a declaration.
    pub struct DeclaredItemSlots<'de> {
        item: scalar Line,
        answer: scalar Word<Answer>,
        remark: scalar Prose,
    }
}

impl<'de> Object<'de> for DeclaredItemSlots<'de> {
    type Target = DeclaredItem;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let item = self.item.required(context, "item");
        let answer = self.answer.required(context, "answer");
        Some(DeclaredItem {
            item: item?.0,
            answer: answer?.0,
            remark: prose(self.remark),
        })
    }
}

object! {
    /// The members of a self-declaration.
    pub struct DeclarationSlots<'de> {
        id: scalar Line,
        on: scalar NaiveDate,
        signed_by: scalar Line,
        items: list DeclaredItemSlots<'de>,
    }
}

impl<'de> Object<'de> for DeclarationSlots<'de> {
    type Target = Declaration;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let on = self.on.required(context, "on");
        let signed_by = self.signed_by.required(context, "signed_by");
        let items = self.items.required(context, "items");
        Some(Declaration {
            id: id?.0,
            on: on?,
            signed_by: signed_by?.0,
            items: items?,
        })
    }
}

object! {
    /// The members of an evaluation.
    pub struct EvaluationSlots<'de> {
        id: scalar Line,
        on: scalar NaiveDate,
        basis: scalar Word<EvaluationBasis>,
        result: scalar Line,
        summary: scalar Prose,
        published_on: scalar NaiveDate,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for EvaluationSlots<'de> {
    /// Who evaluates is known from the caller.
    type Target = Written<Evaluation>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let on = self.on.required(context, "on");
        let basis = self.basis.required(context, "basis");
        let result = self.result.required(context, "result");
        let summary = self.summary.required(context, "summary");
        Some(Written {
            entry: Evaluation {
                id: id?.0,
                on: on?,
                center: String::new(),
                basis: basis?.0,
                result: result?.0,
                summary: summary?.0,
                published_on: self.published_on.optional(),
            },
            reason: prose(self.reason),
        })
    }
}

object! {
    /// The members of a rectification.
    pub struct RectificationSlots<'de> {
        id: scalar Line,
        subject: scalar Prose,
        ordered_on: scalar NaiveDate,
        due_on: scalar NaiveDate,
        warning: scalar Line,
    }
}

impl<'de> Object<'de> for RectificationSlots<'de> {
    type Target = Rectification;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let subject = self.subject.required(context, "subject");
        let ordered_on = self.ordered_on.required(context, "ordered_on");
        let due_on = self.due_on.required(context, "due_on");
        Some(Rectification {
            id: id?.0,
            subject: subject?.0,
            ordered_on: ordered_on?,
            due_on: due_on?,
            reported_on: None,
            completed_on: None,
            proceeding: None,
            warning: line(self.warning),
        })
    }
}

object! {
    /// The members of a report that something is put right.
    pub struct CompletionSlots<'de> {
        on: scalar NaiveDate,
        statement: scalar Prose,
    }
}

impl<'de> Object<'de> for CompletionSlots<'de> {
    type Target = (NaiveDate, String);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let on = self.on.required(context, "on");
        let statement = self.statement.required(context, "statement");
        Some((on?, statement?.0))
    }
}

object! {
    /// The members of an acceptance.
    pub struct AcceptanceSlots<'de> {
        completed_on: scalar NaiveDate,
        remark: scalar Prose,
    }
}

impl<'de> Object<'de> for AcceptanceSlots<'de> {
    type Target = (Option<NaiveDate>, String);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let remark = self.remark.required(context, "remark");
        Some((self.completed_on.optional(), remark?.0))
    }
}

object! {
    /// The members of a justification.
    pub struct JustificationSlots<'de> {
        id: scalar Line,
        reason: scalar Prose,
        on: scalar NaiveDate,
        until: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for JustificationSlots<'de> {
    type Target = Justification;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let reason = self.reason.required(context, "reason");
        let on = self.on.required(context, "on");
        Some(Justification {
            id: id?.0,
            reason: reason?.0,
            on: on?,
            until: self.until.optional(),
            accepted: None,
            decided_on: None,
        })
    }
}

object! {
    /// The members of a decision on a justification.
    pub struct JustificationDecisionSlots<'de> {
        accepted: scalar bool,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for JustificationDecisionSlots<'de> {
    type Target = (bool, String);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let accepted = self.accepted.required(context, "accepted");
        let reason = self.reason.required(context, "reason");
        Some((accepted?, reason?.0))
    }
}

object! {
    /// The members of a finding.
    pub struct FindingSlots<'de> {
        id: scalar Line,
        provision: scalar Word<Breach>,
        occurred_on: scalar NaiveDate,
        source: scalar Word<FindingSource>,
        reference: scalar Line,
        evidence: scalar Prose,
    }
}

impl<'de> Object<'de> for FindingSlots<'de> {
    type Target = Finding;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let provision = self.provision.required(context, "provision");
        let occurred_on = self.occurred_on.required(context, "occurred_on");
        let source = self.source.required(context, "source");
        let evidence = self.evidence.required(context, "evidence");
        Some(Finding {
            id: line(self.id).unwrap_or_else(|| Uuid::now_v7().to_string()),
            breach: provision?.0,
            occurred_on: occurred_on?,
            source: source?.0,
            reference: line(self.reference),
            evidence: evidence?.0,
            verdict: Verdict::Alleged,
            decided_on: None,
            reason: None,
        })
    }
}

object! {
    /// The one member of a reason.
    pub struct ReasonSlots<'de> {
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for ReasonSlots<'de> {
    type Target = String;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        self.reason
            .required(context, "reason")
            .map(|Prose(text)| text)
    }
}
