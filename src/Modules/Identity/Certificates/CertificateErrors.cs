using Guotu.Kernel.Results;

namespace Guotu.Identity.Certificates;

/// <summary>Errors of certificates of people.</summary>
public static class CertificateErrors
{
    /// <summary>Account, password, certificate or signature is wrong: one text for all; the reason stands in the trail.</summary>
    public static readonly ErrorCode LoginWrong = new("CER-0001");

    /// <summary>The password was right; the certificate is still wanted.</summary>
    public static readonly ErrorCode Wanted = new("CER-0002");

    /// <summary>The node's configuration does not allow certificates.</summary>
    public static readonly ErrorCode NotEnabled = new("CER-0003");

    /// <summary>A certificate belongs to one account.</summary>
    public static readonly ErrorCode AlreadyBound = new("CER-0004");

    /// <summary>An account has as many certificates as it may have.</summary>
    public static readonly ErrorCode TooMany = new("CER-0005");

    /// <summary>A certificate or revocation list is larger than any real one.</summary>
    public static readonly ErrorCode TooLarge = new("CER-0006");

    /// <summary>A revocation list is older than the one that is there.</summary>
    public static readonly ErrorCode ListOlder = new("CER-0007");

    /// <summary>No registered authority signed the revocation list.</summary>
    public static readonly ErrorCode ListOfStranger = new("CER-0008");

    /// <summary>An authority is registered already.</summary>
    public static readonly ErrorCode AuthorityKnown = new("CER-0009");

    /// <summary>The very list is there already.</summary>
    public static readonly ErrorCode ListPresent = new("CER-0010");
}
