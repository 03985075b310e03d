//! The example canvases inside the program.

/// An example canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it is called when it is asked for.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The file's content.
    pub bytes: &'static [u8],
}

macro_rules! examples {
    ($($name:literal $title:literal)*) => {
        /// All examples, in the order to offer them.
        pub const ALL: &[Example] = &[$(Example {
            name: $name,
            title: $title,
            bytes: include_bytes!(concat!("../canvases/", $name, ".canvas.json")),
        }),*];
    };
}

examples! {
    "aws-iaas" "AWS EC2, 2015"
    "food-plant-monitoring" "Food-plant monitoring"
    "it-organisation" "Alder Valley Hospitals: IT"
    "lean-meal-kit" "Night Pot: meals for night shifts"
}

/// The example of this name.
pub fn find(name: &str) -> Option<&'static Example> {
    ALL.iter().find(|example| example.name == name)
}

#[cfg(test)]
mod tests {
    use super::{ALL, find};
    use crate::format;

    #[test]
    fn names_and_titles_are_those_of_the_files() {
        for example in ALL {
            let read = format::read(example.bytes).unwrap();
            assert_eq!(read.canvas.header.title, example.title);
            assert_eq!(read.remarks, [], "{}", example.name);
            assert_eq!(find(example.name), Some(example));
        }
        assert_eq!(find("none"), None);
    }
}
