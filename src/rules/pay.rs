//! Pay that doesn't add up: too wide, not rising with the level, or of several currencies or periods in one market.

use std::collections::BTreeMap;

use crate::{
    diagnostic::Code,
    money::Money,
    records::{Finding, Level, RecordKey, SalaryBand, World},
    yaml::{Cite, Datum, Decimal, FieldPath},
};

/// What is compared of a band.
struct Band<'a> {
    key: &'a RecordKey,
    band: &'a SalaryBand,
    datum: &'a Datum,
    min: Money,
    max: Money,
}

/// Finds bands that are too wide, that pay less than a lower level, or whose currency or period differs from their neighbours'.
pub fn check(world: &World<'_>, shown: &BTreeMap<RecordKey, Datum>, findings: &mut Vec<(RecordKey, Finding)>) {
    let bands: Vec<Band<'_>> = world.of_kind::<SalaryBand>().filter_map(|(key, band)| Band::of(key, band, shown.get(key)?)).collect();
    for band in &bands {
        findings.extend(band.too_wide(world.rules.limits.widest_range).map(|finding| (band.key.clone(), finding)));
    }
    let orders: BTreeMap<&str, i64> = world.of_kind::<Level>().map(|(key, level)| (&*key.id, level.order.get())).collect();
    let mut ladders: BTreeMap<Vec<String>, Vec<(i64, &Band<'_>)>> = BTreeMap::new();
    for band in &bands {
        if let Some(order) = orders.get(&*band.band.level.id) {
            ladders.entry(band.ladder()).or_default().push((*order, band));
        }
    }
    for ladder in ladders.values_mut() {
        ladder.sort_by_key(|(order, _)| *order);
        findings.extend(ladder.windows(2).filter_map(|pair| falls(&pair[0], &pair[1])));
    }
    let mut markets: BTreeMap<Vec<String>, &Band<'_>> = BTreeMap::new();
    for band in &bands {
        let first = *markets.entry(band.table()).or_insert(band);
        findings.extend(band.mixed_with(first).map(|finding| (band.key.clone(), finding)));
    }
}

impl<'a> Band<'a> {
    fn of(key: &'a RecordKey, band: &'a SalaryBand, datum: &'a Datum) -> Option<Self> {
        let money = |field| match datum.get(field) {
            Some(Datum::Money(money)) => Some(*money),
            _ => None,
        };
        Some(Self { key, band, datum, min: money("min")?, max: money("max")? })
    }

    fn text(&self, field: &str) -> String {
        self.datum.get(field).and_then(Datum::as_text).unwrap_or_default().to_owned()
    }

    /// What bands of one market have in common that stand in one table.
    fn table(&self) -> Vec<String> {
        let role = self.key.role.as_deref().unwrap_or_default().to_owned();
        vec![role, self.band.market.id.to_string(), self.text("employment_type")]
    }

    /// What bands have in common that must rise from level to level: their table, and who says so of what.
    fn ladder(&self) -> Vec<String> {
        let of_one = ["currency", "period", "basis"].map(|field| self.text(field));
        // Where in a source it stands makes it no other source. What isn't said to be net is gross, as surveys give it.
        let mut sources: Vec<&str> = self.band.sources.iter().map(Cite::named).collect();
        sources.sort_unstable();
        let gross_net = Some(self.text("gross_net")).filter(|said| !said.is_empty()).unwrap_or_else(|| "gross".to_owned());
        self.table().into_iter().chain(of_one).chain([gross_net, sources.join("\n")]).collect()
    }

    fn too_wide(&self, widest: Decimal) -> Option<Finding> {
        let (min, max) = (i128::from(self.min.minor), i128::from(self.max.minor));
        // Both sides times a million: a percentage has four decimal places.
        let is_wide = (max - min) * 1_000_000 > min * i128::from(widest.ten_thousandths());
        (is_wide && min > 0).then(|| {
            let spread = (max - min) * 100 / min;
            let message = format!("the band is wide: its maximum is {spread} % above its minimum");
            let hint = "check the figures, or split the band by level; the limit is `widest_range`, which a file in `rules/` can set";
            Finding::new(Code::WideRange, FieldPath::key("id"), message).hint(hint)
        })
    }

    fn mixed_with(&self, first: &Band<'_>) -> Option<Finding> {
        let field = ["currency", "period"].into_iter().find(|field| self.text(field) != first.text(field))?;
        let message =
            format!("the band's {field} is {}, but `{}` of the same market has {}", self.text(field), first.key.id, first.text(field));
        let hint = "derive one from the other (`derive` with `period` or `exchange_rate`), so that readers can compare them";
        Some(Finding::new(Code::MixedPay, FieldPath::key("id"), message).hint(hint))
    }
}

/// A higher level whose middle or largest pay is below a lower level's.
fn falls((low_order, low): &(i64, &Band<'_>), (high_order, high): &(i64, &Band<'_>)) -> Option<(RecordKey, Finding)> {
    let middle = |band: &Band<'_>| i128::from(band.min.minor) + i128::from(band.max.minor);
    let is_less = middle(high) < middle(low);
    (low_order < high_order && (is_less || high.max < low.max)).then(|| {
        let what = if is_less { "the band pays less than" } else { "the band's maximum is below that of" };
        let message = format!("{what} `{}`, which is of a lower level", low.key.id);
        let hint = "check the figures and the `order` of the levels";
        (high.key.clone(), Finding::new(Code::PayNotMonotone, FieldPath::key("level"), message).hint(hint))
    })
}
