//! The commands of handling in their own words, and what they do to a case.

use chrono::{Days, Months, NaiveDate};
use serde_json::{Value, json};

use super::actors::Reach;
use super::commands::Command;
use super::decisions::Making;
use super::handling::{Assigned, Order};
use super::model::{Case, No, State};

/// An order on the last working day there can be.
const CAP: u32 = 45;

/// Years that an archived case is kept.
const KEPT: u32 = 10;

#[derive(Debug, Clone)]
pub enum Further {
    Assign {
        to: Vec<(String, Option<bool>)>,
        materials: Vec<&'static str>,
        due_on: Option<NaiveDate>,
    },
    Share {
        department: String,
        materials: Vec<&'static str>,
    },
    Promise {
        on: NaiveDate,
    },
    Report {
        department: Option<String>,
        finding: &'static str,
    },
    Consolidate {
        finding: &'static str,
    },
    Supervise {
        department: Option<String>,
        due_on: NaiveDate,
    },
    AnswerOrder {
        number: usize,
    },
    Extend {
        to: u32,
    },
    Explain {
        manner: &'static str,
    },
    Execute {
        number: usize,
        on: NaiveDate,
    },
    FeedBack {
        manner: &'static str,
        on: NaiveDate,
    },
    Archive,
    HoldAccountable {
        organisation: String,
        provision: &'static str,
        correct_by: NaiveDate,
        serious: bool,
        referred: bool,
    },
    ReferComplainant {
        admonished_on: Option<NaiveDate>,
    },
    ReportUpward,
    Measure {
        on: NaiveDate,
    },
    Publish,
    Supplement,
    Similar {
        other: usize,
        same: bool,
    },
    ProposeErasure,
    ConfirmErasure,
}

fn rule<T>(refusal: &'static str) -> Result<T, No> {
    Err(No::rule(refusal))
}

const FUTURE: No = No(422, "invalid_facts", Some("day_in_future"));

impl Further {
    pub const fn command(&self) -> Command {
        match self {
            Self::Assign { .. } => Command::Assign,
            Self::Share { .. } => Command::ShareMaterials,
            Self::Promise { .. } => Command::PromiseReply,
            Self::Report { .. } => Command::Report,
            Self::Consolidate { .. } => Command::Consolidate,
            Self::Supervise { .. } => Command::Supervise,
            Self::AnswerOrder { .. } => Command::AnswerSupervision,
            Self::Extend { .. } => Command::Extend,
            Self::Explain { .. } => Command::ExplainDelay,
            Self::Execute { .. } => Command::Execute,
            Self::FeedBack { .. } => Command::FeedBack,
            Self::Archive => Command::Archive,
            Self::HoldAccountable { .. } => Command::HoldAccountable,
            Self::ReferComplainant { .. } => Command::ReferComplainant,
            Self::ReportUpward => Command::ReportUpward,
            Self::Measure { .. } => Command::TakeMediaMeasure,
            Self::Publish => Command::PublishStatement,
            Self::Supplement => Command::Supplement,
            Self::Similar { .. } => Command::DecideSimilarity,
            Self::ProposeErasure => Command::ProposeErasure,
            Self::ConfirmErasure => Command::ConfirmErasure,
        }
    }

    /// The number in its path.
    pub const fn number(&self) -> usize {
        match self {
            Self::AnswerOrder { number } | Self::Execute { number, .. } => *number,
            _ => 0,
        }
    }

    pub fn json(&self, cases: &[Case]) -> Value {
        match self {
            Self::Assign {
                to,
                materials,
                due_on,
            } => {
                let one = |(department, leads): &(String, Option<bool>)| {
                    let part = leads.map(|leads| if leads { "lead" } else { "co_handler" });
                    json!({
                        "department": department, "part": part, "task": "查清",
                        "materials": materials, "due_on": due_on,
                    })
                };
                json!({"assignments": to.iter().map(one).collect::<Vec<_>>()})
            }
            Self::Share {
                department,
                materials,
            } => json!({"department": department, "materials": materials}),
            Self::Promise { on } => json!({"promised_on": on, "manner": "phone"}),
            Self::Report {
                department,
                finding,
            } => json!({"department": department, "finding": finding, "text": "已经查明"}),
            Self::Consolidate { finding } => json!({"finding": finding, "text": "综合各部门调查"}),
            Self::Supervise { department, due_on } => {
                json!({"department": department, "due_on": due_on, "text": "请报告进展"})
            }
            Self::AnswerOrder { .. } => json!({"text": "正在核实"}),
            Self::Extend { to } => {
                json!({"reason": "complex", "to_working_days": to, "text": "问题较复杂"})
            }
            Self::Explain { manner } => {
                json!({"cause": "expert_opinion", "manner": manner, "text": "等待鉴定意见"})
            }
            Self::Execute { on, .. } => json!({"on": on, "text": "已经执行"}),
            Self::FeedBack { manner, on } => json!({"manner": manner, "on": on}),
            Self::Archive => json!({"place": "三号柜"}),
            Self::HoldAccountable {
                organisation,
                provision,
                correct_by,
                serious,
                referred,
            } => json!({
                "organisation": organisation, "provision": provision, "correct_by": correct_by,
                "serious": serious, "referred_to": referred.then_some("监察机关"), "text": "责令改正",
            }),
            Self::ReferComplainant { admonished_on } => json!({
                "conduct": "abuse", "admonished_on": admonished_on, "authority": "公安机关",
                "text": "经劝阻无效",
            }),
            Self::ReportUpward => json!({"text": "已有媒体报道"}),
            Self::Measure { on } => json!({"measure": "暂停考试安排", "on": on}),
            Self::Publish => json!({"title": "情况说明", "text": "已成立调查组。"}),
            Self::Supplement => json!({"text": "另有一名证人"}),
            Self::Similar { other, same } => {
                json!({"other": cases[*other].id, "same_matter": same})
            }
            Self::ProposeErasure => json!({"reason": "保存期限已满"}),
            Self::ConfirmErasure => json!({"confirm": true}),
        }
    }

    /// Carries it out; `may` was asked.
    pub fn carry_out(
        &self,
        cases: &mut [Case],
        index: usize,
        making: &mut Making<'_>,
    ) -> Result<(), No> {
        let (day, actor) = (making.today, making.actor);
        if let Self::Similar { other, .. } = self {
            let reads = actor.reads();
            if !reads.is_some_and(|reach| actor.reaches(reach, &cases[*other])) {
                return Err(No::FACTS);
            }
        }
        if let Self::HoldAccountable { organisation, .. } = self
            && organisation == "no-such-one"
        {
            return Err(No::FACTS);
        }
        let case = &mut cases[index];
        if day < case.latest_on {
            return rule("day_before_last_step");
        }
        let mut happened = Some(day);
        let in_time = |case: &Case| match case.due_as_of(day, making.calendar) {
            Some(due) if day > due => rule("limit_over"),
            _ => Ok(()),
        };
        match self {
            Self::Assign {
                to,
                materials,
                due_on,
            } => {
                assignable(case, to, materials, *due_on, making)?;
                let alone = to.len() == 1 && case.handling.assigned.is_empty();
                let new = to.iter().map(|(department, leads)| Assigned {
                    department: department.clone(),
                    leads: alone || *leads == Some(true),
                    materials: materials.iter().copied().collect(),
                    reported: false,
                    finding: None,
                });
                let all: Vec<Assigned> =
                    case.handling.assigned.iter().cloned().chain(new).collect();
                if all.iter().filter(|one| one.leads).count() != 1 {
                    return rule("one_lead");
                }
                case.handling.assigned = all;
                case.state = State::Assigned;
            }
            Self::Share {
                department,
                materials,
            } => {
                let unknown = materials.iter().any(|name| !case.has_material(name));
                let assigned = &mut case.handling.assigned;
                let Some(own) = assigned
                    .iter_mut()
                    .find(|one| one.department == *department)
                else {
                    return rule("not_assigned");
                };
                if unknown {
                    return rule("unknown_material");
                }
                let before = own.materials.len();
                own.materials.extend(materials);
                if own.materials.len() == before {
                    return rule("nothing_shared");
                }
            }
            Self::Promise { on } => {
                if *on < day {
                    return rule("promised_past");
                }
            }
            Self::Report {
                department,
                finding,
            } => {
                let own = actor.stands_for().to_owned();
                let department = department.clone().unwrap_or_else(|| own.clone());
                if actor.may(Command::Report) == Some(Reach::Assigned) && department != own {
                    return rule("another_department");
                }
                let assigned = &mut case.handling.assigned;
                let Some(report) = assigned.iter_mut().find(|one| one.department == department)
                else {
                    return rule("not_assigned");
                };
                if report.reported {
                    return rule("reported_already");
                }
                if *finding == "guided" {
                    return rule("finding_not_of_investigation");
                }
                report.reported = true;
                report.finding = Some(*finding);
                if assigned.iter().all(|one| one.reported) {
                    case.state = State::Reported;
                }
            }
            Self::Consolidate { finding } => {
                if *finding == "guided" {
                    return rule("finding_not_of_investigation");
                }
                case.handling.consolidated = true;
                case.handling.combined = Some(*finding);
            }
            Self::Supervise { department, due_on } => {
                let known = |id: &String| case.handling.of(id).is_some();
                if department.as_ref().is_some_and(|id| !known(id)) {
                    return rule("not_assigned");
                }
                if *due_on < day {
                    return rule("due_past");
                }
                case.handling.orders.push(Order {
                    department: department.clone(),
                    answered: false,
                });
            }
            Self::AnswerOrder { number } => {
                let order = number.checked_sub(1);
                let order = order.and_then(|place| case.handling.orders.get(place));
                let order = order.filter(|order| case.answers(order, actor));
                match order {
                    None => return rule("unknown_order"),
                    Some(order) if order.answered => return rule("answered_already"),
                    Some(_) => case.handling.orders[number - 1].answered = true,
                }
            }
            Self::Extend { to } => {
                in_time(case)?;
                let present = case
                    .handling
                    .extensions
                    .last()
                    .map_or(20, |(_, days)| *days);
                if present >= CAP {
                    return rule("extended_to_the_cap");
                }
                if *to <= present || *to > CAP {
                    return rule("extension_out_of_range");
                }
                case.handling.extensions.push((day, *to));
            }
            Self::Explain { manner } => {
                in_time(case)?;
                tellable(manner)?;
            }
            Self::Execute { number, on } => {
                let place = number.checked_sub(1);
                let measure = place.and_then(|place| case.handling.measures.get(place));
                match measure {
                    None => return rule("unknown_measure"),
                    Some(measure) if !case.carries_out(measure, actor) => {
                        return rule("another_departments_measure");
                    }
                    Some(measure) if measure.executed => return rule("executed_already"),
                    Some(_) => {}
                }
                since_conclusion(case, *on, day)?;
                case.handling.measures[number - 1].executed = true;
                happened = None;
            }
            Self::FeedBack { manner, on } => {
                tellable(manner)?;
                since_conclusion(case, *on, day)?;
                case.state = State::FedBack;
                case.handling.fed_back = true;
                happened = Some(*on);
            }
            Self::Archive => {
                case.state = State::Archived;
                case.handling.archived_on = Some(day);
            }
            Self::HoldAccountable {
                organisation,
                provision,
                correct_by,
                serious,
                referred,
            } => {
                if !["gd-complaints/art9", "gd-complaints/art15"].contains(provision) {
                    return rule("no_provision_of_accountability");
                }
                let regime = if organisation.starts_with("jz") {
                    "jz"
                } else {
                    "gd"
                };
                if organisation == "test-platform" || regime != case.regime {
                    return rule("not_bound");
                }
                if *correct_by < day {
                    return rule("correction_past");
                }
                match (serious, referred) {
                    (true, false) => return rule("referral_missing"),
                    (false, true) => return rule("not_serious"),
                    _ => {}
                }
            }
            Self::ReferComplainant { admonished_on } => match admonished_on {
                None => return rule("not_admonished"),
                Some(on) if *on > day => return Err(FUTURE),
                Some(_) => {}
            },
            Self::ReportUpward => {
                if case.regime == "jz" {
                    return rule("nobody_above");
                }
                case.handling.reported_upward = true;
            }
            Self::Measure { on } => {
                if *on > day {
                    return Err(FUTURE);
                }
                if *on < case.received_on() {
                    return rule("before_receipt");
                }
                happened = Some(*on);
            }
            Self::Publish => case.handling.statements += 1,
            Self::Supplement => case.handling.supplements += 1,
            Self::Similar { other, same } => return similar(cases, index, *other, *same, day),
            Self::ProposeErasure => {
                kept(case, day)?;
                case.handling.proposed_by = Some((actor.id.clone(), actor.leads()));
            }
            Self::ConfirmErasure => {
                kept(case, day)?;
                case.handling.erased_on = Some(day);
            }
        }
        case.version += 1;
        if let Some(on) = happened {
            case.happened_on(on);
        }
        Ok(())
    }
}

/// Each department in turn: of the center or the center itself, new to the case, with materials that there are.
fn assignable(
    case: &Case,
    to: &[(String, Option<bool>)],
    materials: &[&'static str],
    due_on: Option<NaiveDate>,
    making: &Making<'_>,
) -> Result<(), No> {
    for (place, (department, _)) in to.iter().enumerate() {
        if to[..place].iter().any(|(other, _)| other == department) {
            return rule("assigned_already");
        }
        let own = case.center == "gd-440100" && super::actors::DEPARTMENTS.contains(&&**department);
        if !own && *department != case.center {
            return rule("department_not_assignable");
        }
        if case.handling.of(department).is_some() {
            return rule("assigned_already");
        }
        if materials.iter().any(|name| !case.has_material(name)) {
            return rule("unknown_material");
        }
        if due_on.is_some_and(|due| due < making.today) {
            return rule("report_due_past");
        }
    }
    Ok(())
}

/// Whoever left a telephone number can be told in every manner but by a receipt code.
fn tellable(manner: &str) -> Result<(), No> {
    if manner == "receipt_code" {
        rule("manner_not_possible")
    } else {
        Ok(())
    }
}

fn since_conclusion(case: &Case, on: NaiveDate, today: NaiveDate) -> Result<(), No> {
    if on > today {
        return Err(FUTURE);
    }
    if case.concluded_on.is_some_and(|concluded| on < concluded) {
        return rule("before_conclusion");
    }
    Ok(())
}

fn kept(case: &Case, today: NaiveDate) -> Result<(), No> {
    let until = case.handling.archived_on.unwrap() + Months::new(12 * KEPT);
    if today <= until {
        rule("must_be_kept")
    } else {
        Ok(())
    }
}

/// Both cases record it.
fn similar(
    cases: &mut [Case],
    index: usize,
    other: usize,
    same: bool,
    day: NaiveDate,
) -> Result<(), No> {
    if index == other {
        return rule("linked_to_itself");
    }
    if cases[index].regime != cases[other].regime {
        return rule("linked_elsewhere");
    }
    if cases[index].handling.links.get(&other) == Some(&same) {
        return rule("similarity_known");
    }
    for (one, another) in [(index, other), (other, index)] {
        let case = &mut cases[one];
        case.handling.links.insert(another, same);
        case.version += 1;
        case.happened_on(day);
    }
    Ok(())
}

/// Ten years later, and a day after the last one of the latest archived case.
pub fn kept_long_enough(cases: &[Case]) -> Option<NaiveDate> {
    let archived = cases.iter().filter_map(|case| case.handling.archived_on);
    archived
        .max()
        .map(|day| day + Months::new(12 * KEPT) + Days::new(1))
}
