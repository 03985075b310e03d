//! What the user is called.

/// So many characters of a name are kept.
const LONGEST: usize = 40;

/// The user's name as the environment has it, else the number. Untrusted like all that comes from outside.
pub fn name() -> String {
    let from = |variable: &str| {
        let name = std::env::var_os(variable)?.to_string_lossy().into_owned();
        (!name.trim().is_empty()).then_some(name)
    };
    let name = from("USER").or_else(|| from("LOGNAME"));
    short(&name.unwrap_or_else(|| rustix::process::getuid().as_raw().to_string()))
}

/// The beginning of a name.
pub fn short(name: &str) -> String {
    name.trim().chars().take(LONGEST).collect()
}
