//! Answering a question. Answers are appended; the last one counts.

use crate::action::Action;
use domain::{
    Answer, Conduct, DebtId, Disclosure, FieldProblem, Phone, ProblemCode, Relation, Subject, Tri,
    VisitPlace,
};

use super::question::kind;
use super::{AnswerKind, FactAnswer, FindingCounts, list::counts};
use crate::view::View;
use crate::{App, Error};

/// Most collectors anyone will have counted at a door.
const MOST_VISITORS: u32 = 50;

/// Saves an answer and says how the findings stand now.
///
/// # Errors
/// Locked; invalid fields; saving failed.
pub fn answer(app: &App, input: FactAnswer) -> Result<FindingCounts, Error> {
    app.view(|view| {
        let problems = problems(view, &input);
        if problems.is_empty() {
            Ok(())
        } else {
            Err(Error::invalid(problems))
        }
    })?;
    let answer = Answer {
        fact: input.fact,
        value: input.value,
        choices: input.choices,
    };
    app.append_answer(Action::FactAnswered, answer)?;
    app.view(|view| Ok(counts(view)))
}

fn problems(view: &View, input: &FactAnswer) -> Vec<FieldProblem> {
    let mut out = Vec::new();
    let case = &view.case;
    let known = match &input.fact.subject {
        Subject::Contact(id) => view.contact(id).is_some(),
        Subject::Number(_) => true,
        Subject::Debt(id) => case.debt(id).is_some(),
        Subject::Party(id) => case.party(id).is_some(),
        Subject::Person(id) => case.people.iter().any(|p| p.id == *id),
    };
    if !known {
        out.push(FieldProblem::new(
            "fact.subject",
            ProblemCode::UnknownReference,
        ));
    }
    let kind = kind(input.fact.key);
    if let Some(choices) = &input.choices {
        if kind == AnswerKind::YesNo {
            out.push(FieldProblem::new("choices", ProblemCode::Contradiction));
        }
        let single = !matches!(kind, AnswerKind::Conducts | AnswerKind::Disclosures);
        if single && choices.len() != 1 {
            out.push(FieldProblem::new("choices", ProblemCode::Malformed));
        }
        for (i, choice) in choices.iter().enumerate() {
            if !takes(view, kind, choice) {
                out.push(FieldProblem::new(
                    format!("choices[{i}]"),
                    ProblemCode::Malformed,
                ));
            }
        }
    } else if kind != AnswerKind::YesNo && input.value != Tri::Unknown {
        // "Unknown" without choices takes an answer back, of whatever kind.
        out.push(FieldProblem::new("choices", ProblemCode::Required));
    }
    out
}

fn takes(view: &View, kind: AnswerKind, choice: &str) -> bool {
    match kind {
        AnswerKind::YesNo => false,
        AnswerKind::Relation => Relation::from_code(choice).is_some(),
        AnswerKind::Conducts => Conduct::from_code(choice).is_some(),
        AnswerKind::Disclosures => Disclosure::from_code(choice).is_some(),
        AnswerKind::Debt => view.case.debt(&DebtId::from(choice)).is_some(),
        AnswerKind::Count => choice
            .parse()
            .is_ok_and(|n: u32| (1..=MOST_VISITORS).contains(&n)),
        AnswerKind::Number => Phone::parse(choice).is_some(),
        AnswerKind::Place => VisitPlace::from_code(choice).is_some(),
    }
}
