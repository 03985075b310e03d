//! Currencies by their codes, and the few that a sign names well enough.

use std::fmt;

/// A currency in use, by its code in ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: &'static str,
    minor: u8,
}

impl Currency {
    /// The currency of this code, in upper or lower case.
    pub fn from_code(code: &str) -> Option<Self> {
        let found = CODES
            .iter()
            .flat_map(|(minor, codes)| codes.split(' ').map(move |own| (own, *minor)));
        let mut found = found.filter(|(own, _)| own.eq_ignore_ascii_case(code));
        let (code, minor) = found.next()?;
        Some(Self { code, minor })
    }

    /// The currency that a sign stands for: `€`, `£`, `$`, `¥`. A sign that several countries use means the currency in
    /// which the canvas reckons where that is one of them, and else the first.
    pub fn from_sign(sign: char, usual: Option<Self>) -> Option<Self> {
        let (_, codes) = SIGNS.iter().find(|(signs, _)| signs.contains(sign))?;
        let usual = usual.filter(|usual| codes.split(' ').any(|code| code == usual.code));
        usual.or_else(|| Self::from_code(codes.split(' ').next()?))
    }

    /// Whether the sign is that of several currencies.
    pub fn is_shared_sign(sign: char) -> bool {
        let mut signs = SIGNS.iter();
        signs.any(|(signs, codes)| signs.contains(sign) && codes.contains(' '))
    }

    /// Its code, such as `EUR`.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// How many decimals its smallest coin has.
    pub const fn minor_digits(self) -> u32 {
        self.minor as u32
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

/// The signs, with the codes of those that write them, the one that is meant without further word first.
const SIGNS: [(&str, &str); 4] = [
    ("€", "EUR"),
    ("£", "GBP FKP GIP SHP"),
    // The second is the sign as wide as an ideograph, which the keyboards there type.
    ("¥\u{ffe5}", "JPY CNY"),
    (
        "$\u{ff04}",
        "USD ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP CVE DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD \
         TWD UYU XCD",
    ),
];

/// The codes by how many decimals their smallest coin has: those of countries, without metals, funds and units of account.
/// Two that ended lately are still read.
const CODES: [(u8, &str); 3] = [
    (
        0,
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
    ),
    (
        2,
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP \
         CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR \
         JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN \
         NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP \
         SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
    ),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_three_letters_each_once() {
        let codes: Vec<&str> = CODES
            .iter()
            .flat_map(|(_, codes)| codes.split(' '))
            .collect();
        let once: BTreeSet<&&str> = codes.iter().collect();
        assert_eq!(once.len(), codes.len());
        assert_eq!(codes.len(), 157, "a code came or went");
        for code in codes {
            assert!(code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()));
            assert_eq!(Currency::from_code(code).unwrap().code(), code);
        }
    }

    #[test]
    fn decimals_are_those_of_the_coins() {
        for (code, digits) in [("eur", 2), ("JPY", 0), ("kwd", 3), ("CNY", 2), ("CLP", 0)] {
            assert_eq!(Currency::from_code(code).unwrap().minor_digits(), digits);
        }
        for unknown in ["", "EU", "EURO", "XAU", "ABC", "DEM", "E R"] {
            assert_eq!(Currency::from_code(unknown), None, "{unknown:?}");
        }
    }

    #[test]
    fn a_sign_of_several_currencies_is_the_usual_one_of_the_canvas() {
        for (sign, usual, meant) in [
            ('€', None, "EUR"),
            ('£', Some("USD"), "GBP"),
            ('¥', None, "JPY"),
            ('¥', Some("EUR"), "JPY"),
            ('¥', Some("CNY"), "CNY"),
            ('\u{ffe5}', Some("CNY"), "CNY"),
            ('$', None, "USD"),
            ('$', Some("CAD"), "CAD"),
            ('$', Some("CNY"), "USD"),
        ] {
            let usual = usual.and_then(Currency::from_code);
            let found = Currency::from_sign(sign, usual).unwrap();
            assert_eq!(found.code(), meant, "{sign} {usual:?}");
        }
        assert_eq!(Currency::from_sign('%', None), None);
        let all = SIGNS.iter().flat_map(|(_, codes)| codes.split(' '));
        for code in all {
            assert!(Currency::from_code(code).is_some(), "{code}");
        }
    }
}
