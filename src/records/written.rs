//! Where a record is written.

use crate::{
    sources::SourcePath,
    yaml::{FieldPath, Given},
};

/// Where a record is written: in a file, and where another file changes it, in that as well.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Written {
    /// Its file.
    pub file: SourcePath,
    /// Where in that file.
    pub path: FieldPath,
    /// The file that changes it.
    pub over: Option<Over>,
}

/// What a second file says of a record, each with the way to it there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Over {
    /// The file.
    pub file: SourcePath,
    /// The values that it gives.
    pub values: Given,
    /// The groups and lists of which it gives a part.
    pub parts: Given,
}

impl Written {
    /// The place of a field, by its path from the record. What both files have a part in is in the record's own.
    pub fn at(&self, field: &FieldPath) -> (&SourcePath, FieldPath) {
        let own = (&self.file, self.path.join(field));
        let Some(Over { file, values, .. }) = &self.over else { return own };
        let nearest = (1..=field.0.len()).rev().find_map(|length| {
            let (near, rest) = field.0.split_at(length);
            Some(values.get(&FieldPath(near.to_vec()))?.join(&FieldPath(rest.to_vec())))
        });
        nearest.map_or(own, |path| (file, path))
    }

    /// The place of something that is wrong only because of the file that changes the record.
    pub fn at_change(&self, field: &FieldPath) -> (&SourcePath, FieldPath) {
        let part = self.over.as_ref().and_then(|over| Some((&over.file, over.parts.get(field)?.clone())));
        part.unwrap_or_else(|| self.at(field))
    }
}
