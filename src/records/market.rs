//! Markets.

use super::{Finding, Layout, RecordKind, Scope};
use crate::{
    diagnostic::Code,
    kind_record,
    yaml::{Currency, Decimal, FieldPath, Id},
};

kind_record! {
    /// A place where people are hired and paid alike: a country, a region or a city.
    pub struct Market as "market" {
        /// Its id, unique in the file.
        pub id: Id,
        /// What it is called.
        pub title: String,
        /// The country, a code of two letters of ISO 3166 such as `CH`.
        pub country: Option<String>,
        /// Places whose law its adverts are under, by codes of ISO 3166 such as `US-CO`; its country unless said.
        pub laws: Vec<String>,
        /// The currency that people are paid in there.
        pub currency: Option<Currency>,
        /// The region or city, where it is smaller than the country.
        pub region: Option<String>,
        /// What pay there is as a share of the pay where the playbook starts from: `1.15` for 15 % more.
        pub geo_factor: Option<Decimal>,
    }
}

impl RecordKind for Market {
    const NAME: &'static str = "market";
    const TITLE: &'static str = "Markets";
    const FILE: &'static str = "markets.yaml";
    const LAYOUT: Layout = Layout::List("markets");
    const SCOPE: Scope = Scope::Playbook;
    const SECTION: &'static str = "markets";
    const DIRECTIVES: &'static [&'static str] = &["markets"];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
    }

    fn check(&self) -> Vec<Finding> {
        let is_odd = |factor: &Decimal| *factor <= Decimal::default() || Some(*factor) > Decimal::whole(10);
        let said = |factor: Decimal| {
            let message = format!("`geo_factor` must be above 0 and at most 10, but is {factor}");
            Finding::new(Code::OutOfRange, FieldPath::key("geo_factor"), message).hint("write for example `geo_factor: 1.15`")
        };
        self.geo_factor.filter(is_odd).map(said).into_iter().collect()
    }
}
