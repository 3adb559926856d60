//! What a letter says in figures: what is owed, the plan that is asked for, the
//! household's month, and the clause a plan may rest on.

use domain::{Day, Debt, Lang, LenderType, Money, Part, PlanOption};
use letters::{capitals, merge::Values};
use money::{Figures, PlanRequest};

use super::compose::{problem, put};
use super::phrases::{Phrases, day};
use super::{LetterProblem, LetterProblemCode as Code};
use crate::accounts::{Books, Owed, balance_of, gap_of};
use crate::view::View;

/// The clause under which a card issuer may agree to instalments.
const CARD_INSTALMENTS: &str = "hard-card-art70";

/// What the figures of a letter are about.
pub(super) struct Asked<'a> {
    pub(super) debt: &'a Debt,
    /// The plan it asks for.
    pub(super) plan: Option<&'a PlanOption>,
    /// The day of the letter.
    pub(super) day: Day,
    pub(super) lang: Lang,
}

/// Puts every figure the record supports.
pub(super) fn put_figures(
    figures: &Figures,
    view: &View,
    asked: &Asked<'_>,
    values: &mut Values,
    problems: &mut Vec<LetterProblem>,
) {
    let Asked {
        debt, plan, lang, ..
    } = *asked;
    let phrases = Phrases::of(lang);
    let owed = Books::of(&view.case, &debt.id).and_then(|books| balance_of(&books, asked.day));
    if let Some(owed) = owed {
        put_owed(view, debt, lang, &owed, values);
        if let Some(option) = plan {
            let request = PlanRequest {
                as_of: asked.day,
                balance: owed.parts,
                surplus: None,
                savings: None,
                options: vec![option.clone()],
            };
            match money::plan(figures, &request) {
                Ok(answer) => put_plan(lang, &answer, values),
                Err(error) => {
                    let wrong = error.problems.into_iter();
                    problems.extend(wrong.map(|found| problem(Code::PlanWrong, found.field)));
                }
            }
        }
    }
    put_gap(view, asked, values);
    put_agreement(view, debt, lang, values);
    put_month(view, lang, values);
    if debt.lender_type == LenderType::BankCard
        && let Ok(basis) = figures.basis(CARD_INSTALMENTS)
    {
        let named = [
            ("instrument", basis.name.as_str()),
            ("clause", basis.clause.as_str()),
        ];
        put(
            values,
            "plan_ground",
            phrases.fill("figures", "ground", &named),
        );
    }
}

/// All that is owed, for which day and on whose word.
fn put_owed(view: &View, debt: &Debt, lang: Lang, owed: &Owed, values: &mut Values) {
    let phrases = Phrases::of(lang);
    let parts = owed.parts;
    let total = Part::ALL
        .iter()
        .fold(Money::ZERO, |sum, part| sum.plus(parts.of(*part)));
    put(values, "owed_total", in_words(lang, total));
    put(values, "owed_as_of", day(lang, owed.day));
    let named: Vec<String> = Part::ALL
        .iter()
        .filter(|part| parts.of(**part) > Money::ZERO)
        .map(|part| {
            let amount = in_digits(lang, parts.of(*part));
            let name = phrases.get("owed_part", part.code());
            phrases.fill("figures", "part", &[("name", name), ("amount", &amount)])
        })
        .collect();
    if !named.is_empty() {
        let named = named.join(phrases.get("join", "list"));
        put(values, "owed_parts", named);
    }
    match &owed.said_by {
        None => {
            values.flags.insert("own_figure".into());
        }
        Some(id) if *id == debt.lender => {
            values.flags.insert("lender_figure".into());
        }
        Some(id) => {
            let name = view.case.party(id).map(|party| party.name.as_str());
            put(values, "owed_said_by", name.unwrap_or_default());
        }
    }
}

fn put_plan(lang: Lang, answer: &money::PlanAnswer, values: &mut Values) {
    let Some(outcome) = answer.outcomes.first() else {
        return;
    };
    let (Some(first), Some(last)) = (outcome.rows.first(), outcome.rows.last()) else {
        return;
    };
    let amounts: Vec<Money> = outcome.rows.iter().map(|row| row.payment).collect();
    put(values, "plan_count", outcome.rows.len().to_string());
    put(values, "plan_payments", payments(lang, &amounts));
    put(values, "plan_first_day", day(lang, first.due));
    put(values, "plan_last_day", day(lang, last.due));
    put(values, "plan_total", in_words(lang, outcome.total));
    if outcome.rows.len() > 1 {
        values.flags.insert("several".into());
    }
    if outcome.interest == Money::ZERO {
        values.flags.insert("without_interest".into());
    } else {
        put(values, "plan_interest", in_digits(lang, outcome.interest));
    }
    if outcome.waived > Money::ZERO {
        put(values, "plan_waived", in_digits(lang, outcome.waived));
    }
}

/// The two figures of the gap sheet and what lies between them.
fn put_gap(view: &View, asked: &Asked<'_>, values: &mut Values) {
    let Asked { debt, lang, .. } = *asked;
    // What the sheet lacks is said where it is attached.
    let Ok(gap) = gap_of(&view.case, &debt.id, asked.day) else {
        return;
    };
    let sheet = &gap.sheet;
    put(values, "gap_as_of", day(lang, sheet.as_of));
    let lender = view.case.party(&debt.lender).map(|party| &party.name);
    if !gap.said_by.is_empty() && lender != Some(&gap.said_by) {
        put(values, "gap_said_by", &gap.said_by);
    }
    put(values, "gap_lender", in_digits(lang, sheet.lender));
    put(values, "gap_ours", in_digits(lang, sheet.ours));
    // A figure that is not above ours gives nothing to object to.
    if sheet.difference > Money::ZERO {
        put(values, "gap_difference", in_digits(lang, sheet.difference));
    }
    if sheet.unexplained != Money::ZERO {
        put(
            values,
            "gap_unexplained",
            in_digits(lang, sheet.unexplained),
        );
    }
}

/// The newest agreement about a debt that says what is to be paid.
fn put_agreement(view: &View, debt: &Debt, lang: Lang, values: &mut Values) {
    let agreements = view.case.agreements.iter();
    let agreement = agreements
        .filter(|one| one.debt == debt.id && !one.payments.is_empty())
        .max_by_key(|one| one.agreed_on);
    let Some(agreement) = agreement else {
        return;
    };
    let mut due = agreement.payments.clone();
    due.sort_by_key(|payment| payment.due);
    let (Some(first), Some(last)) = (due.first(), due.last()) else {
        return;
    };
    let amounts: Vec<Money> = due.iter().map(|payment| payment.amount).collect();
    let total = amounts
        .iter()
        .fold(Money::ZERO, |sum, amount| sum.plus(*amount));
    put(values, "agreed_on", day(lang, agreement.agreed_on));
    put(values, "agreed_count", due.len().to_string());
    put(values, "agreed_payments", payments(lang, &amounts));
    put(values, "agreed_first_day", day(lang, first.due));
    put(values, "agreed_last_day", day(lang, last.due));
    put(values, "agreed_total", in_words(lang, total));
    if due.len() == 1 {
        values.flags.insert("one".into());
    }
    let breaks = agreement.breaks.as_deref().unwrap_or_default();
    let breaks = breaks.trim().trim_end_matches(['。', '.']);
    if !breaks.is_empty() {
        put(values, "agreed_breaks", breaks);
    }
}

/// The payments as they fall: one amount for all, or one for each run of equal
/// payments. Fen that do not divide make the runs; the sum stays exact.
fn payments(lang: Lang, amounts: &[Money]) -> String {
    let phrases = Phrases::of(lang);
    let mut before = 0;
    let runs: Vec<String> = amounts
        .chunk_by(|one, next| one == next)
        .filter_map(|run| {
            let amount = in_digits(lang, *run.first()?);
            let (from, to) = ((before + 1).to_string(), (before + run.len()).to_string());
            before += run.len();
            let code = match run.len() {
                all if all == amounts.len() => "each",
                1 => "one",
                _ => "run",
            };
            let about = [("amount", amount.as_str()), ("from", &from), ("to", &to)];
            Some(phrases.fill("figures", code, &about))
        })
        .collect();
    runs.join(phrases.get("join", "list"))
}

/// Income and living costs of a month, and the proofs that are at hand.
fn put_month(view: &View, lang: Lang, values: &mut Values) {
    let Some(budget) = &view.case.budget else {
        return;
    };
    let phrases = Phrases::of(lang);
    let sum = |amounts: &mut dyn Iterator<Item = Money>| amounts.fold(Money::ZERO, Money::plus);
    let income = sum(&mut budget.income.iter().map(|line| line.amount));
    let expenses = sum(&mut budget.expenses.iter().map(|line| line.amount));
    if income > Money::ZERO {
        put(values, "month_income", in_digits(lang, income));
    }
    if expenses > Money::ZERO {
        put(values, "month_expenses", in_digits(lang, expenses));
    }
    let proofs = budget.hardship.iter().filter(|item| item.at_hand);
    let proofs: Vec<Values> = (1..)
        .zip(proofs)
        .map(|(number, item): (usize, _)| {
            let mut values = Values::default();
            put(&mut values, "number", number.to_string());
            put(
                &mut values,
                "name",
                phrases.get("hardship", item.proof.code()),
            );
            if let Some(note) = item.note.as_deref().filter(|note| !note.trim().is_empty()) {
                put(&mut values, "note", note.trim());
            }
            values
        })
        .collect();
    if !proofs.is_empty() {
        values.flags.insert("has_proofs".into());
    }
    values.lists.insert("proofs".into(), proofs);
}

/// Digits with their currency.
fn in_digits(lang: Lang, amount: Money) -> String {
    match lang {
        Lang::ZhCn => format!("{}元", super::annex::written(amount)),
        Lang::En => format!("CNY {}", super::annex::written(amount)),
    }
}

/// Digits, and in Chinese the capitals that custom asks for beside them.
pub(super) fn in_words(lang: Lang, amount: Money) -> String {
    match lang {
        Lang::ZhCn => format!(
            "人民币{}元（大写：{}）",
            super::annex::written(amount),
            capitals(amount)
        ),
        Lang::En => in_digits(lang, amount),
    }
}
