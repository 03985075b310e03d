//! On which disks the system tells what others change.

use std::path::Path;

use super::way::Why;

/// Kinds of file systems that other machines or programs change behind the kernel's back, by the number that statfs
/// gives: the call to watch succeeds there, and then nothing comes.
const SILENT: [(u32, &str); 20] = [
    (0x0000_6969, "NFS"),
    (0x0000_517b, "SMB"),
    (0xff53_4d42, "SMB"),
    (0xfe53_4d42, "SMB"),
    // SSHFS, and all else that a program serves, virtiofs included.
    (0x6573_5546, "FUSE"),
    (0x0102_1997, "9P"),
    (0x5346_414f, "AFS"),
    (0x6b41_4653, "AFS"),
    (0x7375_7245, "Coda"),
    (0x0000_564c, "NCP"),
    (0x00c3_6400, "Ceph"),
    (0x0116_1970, "GFS2"),
    (0x7461_636f, "OCFS2"),
    (0x0bd0_0bd0, "Lustre"),
    (0x4750_4653, "GPFS"),
    (0x1983_0326, "BeeGFS"),
    (0x2003_0528, "OrangeFS"),
    (0x786f_4256, "vboxsf"),
    (0xbacb_acbc, "vmhgfs"),
    (0x5346_4846, "WSL"),
];

/// Why the folder's disk tells nothing; `None` where it does.
pub(super) fn silence(folder: &Path) -> Option<Why> {
    match rustix::fs::statfs(folder) {
        // The number has 32 bits; the field is wider on most machines.
        Ok(stat) => name(stat.f_type.cast_unsigned() as u32).map(Why::NetworkDisk),
        Err(errno) => Some(Why::NotAvailable(errno.to_string())),
    }
}

fn name(kind: u32) -> Option<&'static str> {
    SILENT
        .iter()
        .find(|(silent, _)| *silent == kind)
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::way::Why;
    use super::{name, silence};

    #[test]
    fn local_disks_tell_and_those_of_others_do_not() {
        for local in [
            0x0000_ef53,
            0x0102_1994,
            0x9123_683e,
            0x5846_5342,
            0x794c_7630,
        ] {
            assert_eq!(name(local), None, "{local:x}");
        }
        assert_eq!(name(0x6969), Some("NFS"));
        assert_eq!(name(0x6573_5546), Some("FUSE"));
        assert_eq!(silence(&std::env::temp_dir()), None);
    }

    #[test]
    fn a_disk_that_cannot_be_asked_counts_as_silent() {
        let none = Path::new("/nowhere/at/all");
        assert!(matches!(silence(none), Some(Why::NotAvailable(_))));
    }
}
