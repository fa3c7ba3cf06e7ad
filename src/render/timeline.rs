//! The timeline of a hiring process: where each stage lies between the first day and the last.

use tera::{Kwargs, State, TeraResult, Value};

use super::value::map;

/// Dots nearer to each other than this many percent of the line would touch on a phone.
const NEAREST: f64 = 9.0;

/// The first dot's place in percent, as far from the line's end as the last one's.
const MARGIN: f64 = 4.0;

/// `stages | timeline`: the `stops` of a line, each with `at` (its place in percent), `number`, `title` and `day`, the last day by which
/// the stage has taken place; and `days`, that of the last stage. A stage without `days` takes place on the day of the one before.
pub fn timeline(stages: Vec<Value>, _: Kwargs, _: &State) -> TeraResult<Value> {
    let mut day = 0_i128;
    let days: Vec<i128> = stages
        .iter()
        .map(|stage| {
            day += stage.get_from_path("days").and_then(Value::as_i128).unwrap_or_default();
            day
        })
        .collect();
    let stop = |(index, (stage, at)): (usize, (&Value, f64))| {
        let title = stage.get_from_path("title").cloned().unwrap_or_else(Value::none);
        let at = Value::from((at * 100.0).round() / 100.0);
        map([("at", at), ("number", Value::from(index + 1)), ("title", title), ("day", Value::from(days[index] as i64))])
    };
    let places = places(&days);
    let stops: Vec<Value> = stages.iter().zip(places).enumerate().map(stop).collect();
    Ok(map([("stops", Value::from(stops)), ("days", Value::from(day as i64))]))
}

/// The place of each day on the line, in percent, in proportion as far as the dots don't touch.
fn places(days: &[i128]) -> Vec<f64> {
    let length = 100.0 - 2.0 * MARGIN;
    let Some(last) = days.len().checked_sub(1) else { return Vec::new() };
    let nearest = if last == 0 { 0.0 } else { NEAREST.min(length / last as f64) };
    let (first_day, last_day) = (days[0], days[last]);
    let span = (last_day - first_day) as f64;
    let wanted = |index: usize| match span > 0.0 {
        true => (days[index] - first_day) as f64 / span * length,
        false => index as f64 * nearest.max(if last == 0 { 0.0 } else { length / last as f64 }),
    };
    let mut places: Vec<f64> = Vec::with_capacity(days.len());
    for index in 0..days.len() {
        let after = places.last().map_or(0.0, |before| before + nearest);
        // Room is left for those that follow.
        let before = length - nearest * (last - index) as f64;
        places.push(wanted(index).max(after).min(before.max(0.0)));
    }
    places.into_iter().map(|place| place + MARGIN).collect()
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn stages_lie_in_proportion_and_never_touch() {
        assert_eq!(places(&[0, 5, 10]), [4.0, 50.0, 96.0]);
        assert_eq!(places(&[3]), [4.0]);
        assert_eq!(places(&[0, 0, 0]), [4.0, 50.0, 96.0]);
        assert!(places(&[]).is_empty());
        for days in [vec![0, 1, 2, 100], vec![0, 98, 99, 100], (0..20).collect(), vec![1; 30]] {
            let places = places(&days);
            assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{days:?}: {places:?}");
            assert!(places.iter().all(|place| (4.0..=96.01).contains(place)), "{days:?}: {places:?}");
        }
    }
}
