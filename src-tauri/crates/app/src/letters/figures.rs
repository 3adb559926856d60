//! What a letter says in figures: what is owed, the plan that is asked for, the
//! household's month, and the clause a plan may rest on.

use domain::{Debt, Lang, LenderType, Money, Part};
use letters::{capitals, merge::Values};
use money::{Figures, PlanRequest, PlanRow};

use super::compose::put;
use super::phrases::{Phrases, day};
use super::{LetterDraft, LetterProblem, LetterProblemCode as Code};
use crate::accounts::{BalanceFrom, Books, balance_of};
use crate::view::View;

/// The clause under which a card issuer may agree to instalments.
const CARD_INSTALMENTS: &str = "hard-card-art70";

/// Puts every figure the record supports.
pub(super) fn put_figures(
    figures: &Figures,
    view: &View,
    debt: &Debt,
    draft: &LetterDraft,
    values: &mut Values,
    problems: &mut Vec<LetterProblem>,
) {
    let lang = draft.lang;
    let phrases = Phrases::of(lang);
    let owed = Books::of(&view.case, &debt.id).and_then(|books| balance_of(&books, draft.day));
    if let Some((parts, from)) = owed {
        let total = Part::STATUTORY_ORDER
            .iter()
            .fold(Money::ZERO, |sum, part| sum.plus(parts.of(*part)));
        put(values, "owed_total", in_words(lang, total));
        put(values, "owed_as_of", day(lang, draft.day));
        let named: Vec<String> = [
            Part::Principal,
            Part::Interest,
            Part::Penalty,
            Part::Damages,
            Part::Fee,
        ]
        .into_iter()
        .filter(|part| parts.of(*part) > Money::ZERO)
        .map(|part| {
            let amount = in_digits(lang, parts.of(part));
            let name = phrases.get("owed_part", part.code());
            phrases.fill("figures", "part", &[("name", name), ("amount", &amount)])
        })
        .collect();
        if !named.is_empty() {
            put(
                values,
                "owed_parts",
                named.join(phrases.get("join", "list")),
            );
        }
        if from == BalanceFrom::Account {
            values.flags.insert("own_figure".into());
        }
        if let Some(option) = &draft.plan {
            let request = PlanRequest {
                as_of: draft.day,
                balance: parts,
                surplus: None,
                savings: None,
                options: vec![option.clone()],
            };
            match money::plan(figures, &request) {
                Ok(answer) => put_plan(lang, &answer, values),
                Err(error) => {
                    problems.extend(error.problems.into_iter().map(|problem| LetterProblem {
                        code: Code::PlanWrong,
                        detail: problem.field,
                    }))
                }
            }
        }
    }
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

fn put_plan(lang: Lang, answer: &money::PlanAnswer, values: &mut Values) {
    let Some(outcome) = answer.outcomes.first() else {
        return;
    };
    let (Some(first), Some(last)) = (outcome.rows.first(), outcome.rows.last()) else {
        return;
    };
    put(values, "plan_count", outcome.rows.len().to_string());
    put(values, "plan_payments", payments(lang, &outcome.rows));
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

/// The payments as they fall: one amount for all, or one for each run of equal
/// payments. Fen that do not divide make the runs; the sum stays exact.
fn payments(lang: Lang, rows: &[PlanRow]) -> String {
    let phrases = Phrases::of(lang);
    let runs: Vec<String> = rows
        .chunk_by(|one, next| one.payment == next.payment)
        .filter_map(|run| {
            let (first, last) = (run.first()?, run.last()?);
            let amount = in_digits(lang, first.payment);
            let (from, to) = (first.n.to_string(), last.n.to_string());
            let code = match run.len() {
                all if all == rows.len() => "each",
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
fn in_words(lang: Lang, amount: Money) -> String {
    match lang {
        Lang::ZhCn => format!(
            "人民币{}元（大写：{}）",
            super::annex::written(amount),
            capitals(amount)
        ),
        Lang::En => in_digits(lang, amount),
    }
}
