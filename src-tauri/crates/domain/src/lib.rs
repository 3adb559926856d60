//! The words of the case: money, days, people, debts, contacts. No I/O, no clock.
