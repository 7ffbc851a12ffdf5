using System.Text.RegularExpressions;

namespace Guotu.FileKeyAgent;

/// <summary>What a page asks to have signed; the origin is none of the page's words but the browser's.</summary>
public sealed partial record Statement(string? Certificate, string? Purpose, string? Node, string? Account, string? Challenge)
{
    public bool IsWellFormed =>
        Certificate is not null && Digest().IsMatch(Certificate)
        && Purpose is "login" or "proof"
        && Node is { Length: >= 1 and <= 100 } && !Node.Any(char.IsControl)
        && Account is not null && Login().IsMatch(Account)
        && Challenge is not null && Random().IsMatch(Challenge);

    public string TextFor(string origin) =>
        $"guotu-certificate-statement 1\npurpose: {Purpose}\nnode: {Node}\naccount: {Account}\norigin: {origin}\nchallenge: {Challenge}\n";

    [GeneratedRegex("^[0-9a-f]{64}\\z")]
    private static partial Regex Digest();

    [GeneratedRegex("^[a-z0-9._-]{1,40}\\z")]
    private static partial Regex Login();

    [GeneratedRegex("^[0-9a-f]{64,256}\\z")]
    private static partial Regex Random();
}
