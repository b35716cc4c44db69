//! Under a passphrase: one age file, which opens for who knows it and for nobody else.

use std::path::Path;

use mesomap::store::{
    BundleFault, Passphrase, SealFault, SecretSeed, StoreError, is_a_bundle, read_bundle, read_sealed_bundle,
    seal_bundle,
};

use crate::{bytes_of, clinic};

#[test]
fn an_encrypted_bundle_opens_with_its_passphrase_alone() {
    let folder = tempfile::tempdir().unwrap();
    let plain = bytes_of(clinic(folder.path()).0.root());
    let (right, wrong) = (Passphrase::from("blue hinge 42"), Passphrase::from("blue hinge 43"));
    let sealed = seal_bundle(&plain, &right, &SecretSeed::from([7; 32])).unwrap();
    assert!(is_a_bundle(&sealed) && sealed.starts_with(b"age-encryption.org/v1\n-> scrypt "));
    assert!(!sealed.windows(9).any(|part| part == b"manifest."));
    let file = Path::new("x.mesomap");
    let locked = read_bundle(file, &sealed).unwrap_err();
    assert!(matches!(locked, StoreError::Bundle { fault: BundleFault::Locked, .. }), "{locked:?}");
    let opened = read_sealed_bundle(file, &sealed, &right).unwrap();
    assert_eq!(opened.manifest, read_bundle(file, &plain).unwrap().manifest);
    let fault = |bytes: &[u8], passphrase: &Passphrase| match read_sealed_bundle(file, bytes, passphrase) {
        Err(StoreError::Sealed { fault, .. }) => fault,
        other => panic!("{other:?}"),
    };
    assert_eq!(fault(&sealed, &wrong), SealFault::WrongPassphrase);
    assert_eq!(fault(&sealed[..sealed.len() - 1], &right), SealFault::Damaged);
    assert_eq!(fault(&sealed[..100], &right), SealFault::Damaged);
}
