//! What a cell on the board is for. Widgets name roles; themes say how a role looks.

macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $role:ident = $name:literal,)+) => {
        /// What a piece of the screen is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Role {
            $($(#[doc = $doc])+ $role,)+
        }

        impl Role {
            /// Every role, in the order of the declaration.
            pub const ALL: &[Self] = &[$(Self::$role),+];

            /// How many roles there are.
            pub const COUNT: usize = Self::ALL.len();

            /// The role's name in a theme file.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$role => $name,)+
                }
            }

            /// The role of that name, if there is one.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$role),)+
                    _ => None,
                }
            }
        }
    };
}

roles! {
    /// The whole screen: every other role is drawn over it.
    Text = "text",
    /// Secondary text.
    Dim = "dim",
    /// Frames of blocks.
    Border = "border",
    /// Frames that only give context.
    BorderDim = "border_dim",
    /// The title of a block.
    Title = "title",
    /// The title of the focused block.
    TitleFocus = "title_focus",
    /// The fill order before a title, which is also the key that jumps there.
    Number = "number",
    /// How many notes a block holds.
    Count = "count",
    /// The canvas title at the top.
    Header = "header",
    /// The other fields at the top.
    HeaderDim = "header_dim",
    /// What keys do, at the bottom.
    Footer = "footer",
    /// The keys at the bottom.
    FooterKey = "footer_key",
    /// The badge that names the mode.
    Mode = "mode",
    /// The text of a note.
    Note = "note",
    /// Drawn over the selected note; usually a background alone.
    NoteSelected = "note_selected",
    /// Drawn over the note being typed.
    NoteEditing = "note_editing",
    /// Drawn over notes marked for a common action.
    NoteMarked = "note_marked",
    /// The sign before a selected or marked note.
    Marker = "marker",
    /// The bar before a note without a colour.
    Bar = "bar",
    /// The sign before a note that somebody else added, changed or moved.
    News = "news",
    /// The sign before a note that is linked to the one in focus, and the letters that pick a note.
    Link = "link",
    /// What a note names: a file, an address, an issue.
    Reference = "reference",
    /// What came since another version: a note's sign, words of its text.
    Added = "added",
    /// What is gone since another version.
    Removed = "removed",
    /// The sign before a note that changed or moved since another version.
    Changed = "changed",
    /// The bar of a note that was changed in the last week.
    AgeFresh = "age_fresh",
    /// The bar of one that was changed in the last month.
    AgeRecent = "age_recent",
    /// The bar of one that was changed in the last quarter.
    AgeOld = "age_old",
    /// The bar of one that was not changed for longer.
    AgeStale = "age_stale",
    /// Who else is in a block.
    Person = "person",
    /// A place that the search found.
    Match = "match",
    /// The place that the search stands on.
    MatchCurrent = "match_current",
    /// The mark that says how many notes are out of sight.
    More = "more",
    /// Help beside the work, such as what an empty block is for.
    Hint = "hint",
    /// A guiding question.
    Question = "question",
    /// Text in a popup, and the popup's background.
    Popup = "popup",
    /// A popup's frame.
    PopupBorder = "popup_border",
    /// A popup's title.
    PopupTitle = "popup_title",
    /// The selected row of a popup.
    PopupSelected = "popup_selected",
    /// A line being typed outside of a note: search, palette, title.
    Prompt = "prompt",
    /// A message that only informs.
    Info = "info",
    /// A message that something needs attention.
    Warning = "warning",
    /// A message that something failed.
    Error = "error",
}

#[cfg(test)]
mod tests {
    use super::Role;

    #[test]
    fn names_lead_back_to_their_roles() {
        for (at, role) in Role::ALL.iter().enumerate() {
            assert_eq!(Role::from_name(role.name()), Some(*role));
            assert_eq!(*role as usize, at);
        }
        assert_eq!(Role::from_name("Text"), None);
    }
}
