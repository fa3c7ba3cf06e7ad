//! What a band is made of besides its range: words for who is paid and for what, and what comes on top of pay.

use crate::{
    choice, record,
    yaml::{Amount, Bounded, Decimal},
};

choice! {
    /// How the person is employed.
    pub enum EmploymentType {
        /// An employee without an end date.
        Employee = "employee",
        /// An employee until a day that is agreed.
        FixedTerm = "fixed_term",
        /// An intern or a working student.
        Intern = "intern",
        /// A contractor, by a rate.
        Contractor = "contractor",
        /// A business of one's own that sends invoices.
        B2b = "b2b",
    }
}

choice! {
    /// What an amount is paid for.
    pub enum Period {
        /// An hour.
        Hour = "hour",
        /// A day.
        Day = "day",
        /// A month.
        Month = "month",
        /// A year.
        Year = "year",
    }
}

choice! {
    /// What an amount includes.
    pub enum Basis {
        /// Salary alone.
        Base = "base",
        /// Salary and what is paid for reaching the targets: on-target earnings.
        Ote = "ote",
        /// Salary, bonus and equity.
        Total = "total",
    }
}

choice! {
    /// Whether an amount is before or after tax and contributions.
    pub enum GrossNet {
        /// Before.
        Gross = "gross",
        /// After.
        Net = "net",
    }
}

choice! {
    /// How sure the source's figures are.
    pub enum Confidence {
        /// An estimate, or few people.
        Low = "low",
        /// Some people, or an older survey.
        Medium = "medium",
        /// Many people, asked lately by a method that is told.
        High = "high",
    }
}

impl Period {
    /// Its name in messages: "an hour".
    pub fn name(self) -> &'static str {
        match self {
            Self::Hour => "an hour",
            Self::Day => "a day",
            Self::Month => "a month",
            Self::Year => "a year",
        }
    }
}

record! {
    /// What share of the people is paid less than each amount.
    pub struct Percentiles as "percentiles" {
        /// What a tenth of the people is paid less than.
        pub p10: Option<Amount>,
        /// What a quarter is paid less than.
        pub p25: Option<Amount>,
        /// What half of the people is paid less than: the median.
        pub p50: Option<Amount>,
        /// What three quarters are paid less than.
        pub p75: Option<Amount>,
        /// What nine tenths are paid less than.
        pub p90: Option<Amount>,
    }
}

impl Percentiles {
    /// Their names, rising.
    pub const NAMES: [&'static str; 5] = ["p10", "p25", "p50", "p75", "p90"];

    /// The amounts, rising, as far as they are given.
    pub fn amounts(&self) -> [Option<Amount>; 5] {
        [self.p10, self.p25, self.p50, self.p75, self.p90]
    }
}

record! {
    /// What is paid on top for results.
    pub struct Bonus as "bonus" {
        /// The bonus in percent of base salary.
        pub percent: Option<Decimal> = "10",
        /// The bonus as an amount in the band's currency, instead of `percent`.
        pub amount: Option<Amount>,
        /// What it is paid for.
        pub kind: Option<BonusKind>,
    }
}

choice! {
    /// What a bonus is paid for.
    pub enum BonusKind {
        /// For reaching the targets.
        Target = "target",
        /// For sales.
        Commission = "commission",
        /// For staying.
        Retention = "retention",
        /// For nothing but the work: it is promised.
        Guaranteed = "guaranteed",
        /// As the house decides.
        Discretionary = "discretionary",
    }
}

record! {
    /// A share in the company.
    pub struct Equity as "equity" {
        /// What is granted.
        pub r#type: EquityType,
        /// What the whole grant is worth, in the band's currency.
        pub value: Option<Amount>,
        /// Over how many years it becomes the person's own.
        pub vesting_years: Option<Bounded<1, 20>>,
    }
}

choice! {
    /// What kind of share in the company.
    pub enum EquityType {
        /// Options to buy shares.
        Options = "options",
        /// Shares that come with time: RSUs.
        RestrictedStock = "restricted_stock",
        /// Shares.
        Shares = "shares",
        /// Payments that follow the shares' price: virtual shares.
        Phantom = "phantom",
    }
}

record! {
    /// What a contractor's rate is counted with.
    pub struct Contract as "contract" {
        /// How many hours a year can be billed: with an hourly rate, it gives the annual equivalent.
        pub billable_hours_per_year: Option<Bounded<1, 8_784>>,
        /// How many days a year can be billed: with a daily rate, it gives the annual equivalent.
        pub billable_days_per_year: Option<Bounded<1, 366>>,
        /// What an employee costs the house on top of the salary, in percent of it: it gives the salary that costs as much as the rate.
        pub employer_on_cost_percent: Option<Decimal> = "20",
    }
}
