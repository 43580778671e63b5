//! Files; and what is destroyed once the retention is over.

use tests::random::Random;

use super::commands::Command;
use super::decisions::Words;
use super::further::{Further, kept_long_enough};
use super::model::{No, State};
use super::steps;
use super::world::{Seen, Step, World, name, told};
use crate::attachments::files::pdf;

/// What is tried once the retention is over.
const LATER: usize = 30;

impl World {
    /// Adds a file.
    pub(super) fn attach(&mut self, random: &mut Random) -> Step {
        let Some(index) = steps::some_case(random, self) else {
            return Ok(());
        };
        let actor = steps::some_actor(random, self, index);
        let (who, case) = (&self.actors[actor], &self.cases[index]);
        let path = Command::Attach.path();
        let stale = random.one_in(12);
        let version = case.version - i64::from(stale);
        let call = self
            .server
            .call("POST", &format!("/api/v1/complaints/{}/{path}", case.id))
            .token(&who.token)
            .header("If-Match", &format!("\"{version}\""))
            .header("Content-Type", "application/octet-stream");
        let answer = call.body(pdf()).send();
        self.log.push(format!(
            "{} adds a file to case {index}: {}",
            name(who),
            answer.status
        ));
        let expected = match who.may(Command::Attach) {
            None => Err(No::FORBIDDEN),
            Some(reach) if !who.reaches(reach, case) => Err(No::NOT_FOUND),
            Some(_) if stale => Err(No(412, "precondition_failed", None)),
            Some(_) => case.may(Command::Attach, who).and_then(|()| {
                if self.today < case.latest_on {
                    Err(No::rule("day_before_last_step"))
                } else {
                    Ok(())
                }
            }),
        };
        self.tally.note("attach", expected);
        told(&answer, expected, 201)?;
        if expected.is_ok() {
            let today = self.today;
            let case = &mut self.cases[index];
            case.version += 1;
            case.happened_on(today);
            self.look(index, actor)?;
        }
        Ok(())
    }

    /// A day after the last day of the retention: proposed, confirmed, and told that it is gone.
    pub(super) fn much_later(&mut self, random: &mut Random) -> Step {
        let Some(day) = kept_long_enough(&self.cases) else {
            return Ok(());
        };
        self.put_clock(day);
        let archived: Vec<usize> = (0..self.cases.len())
            .filter(|case| self.cases[*case].state == State::Archived)
            .collect();
        for _ in 0..LATER {
            let index = *random.one_of(&archived);
            let further = match (&self.cases[index].handling.proposed_by, random.below(5)) {
                (None, 1..) | (Some(_), 0) => Further::ProposeErasure,
                _ => Further::ConfirmErasure,
            };
            let actor = steps::some_actor(random, self, index);
            let words = Words::Further(further);
            self.order(index, actor, &words, &Seen::Right, None, true, true)?;
            self.look(index, steps::some_actor(random, self, index))?;
        }
        Ok(())
    }
}
