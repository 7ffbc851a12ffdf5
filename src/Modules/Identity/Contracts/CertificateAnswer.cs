namespace Guotu.Identity.Contracts;

/// <summary>What a person's UKey answered to a challenge (证书签名).</summary>
/// <param name="Purpose"><c>login</c> or <c>proof</c>; by the endpoint, never by the page.</param>
/// <param name="Digest">SM3 of the certificate, lower-case hexadecimal, as the page gives it.</param>
/// <param name="Signature">r ‖ s, 128 hexadecimal digits, as the page gives it.</param>
/// <param name="Origin">Of the page that asked, as the page gives it; one of the node's.</param>
public sealed record CertificateAnswer(string Purpose, string Digest, string Signature, string Origin)
{
    /// <summary>The challenge that was signed; the same that the password was encrypted with.</summary>
    public required string Challenge { get; init; }

    /// <summary>Where the request came from, for the trail.</summary>
    public required string Address { get; init; }
}
