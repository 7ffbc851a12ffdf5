using System.Text.RegularExpressions;
using Guotu.Architecture.Tests.Sources;

namespace Guotu.Architecture.Tests.Secrets;

/// <summary>No key, password or token lies in the sources (源码中没有秘密); published test values stand in the list of what may be there.</summary>
public sealed partial class SecretScanTests
{
    private const int LargestFile = 2 << 20;

    private static readonly string[] Folders = ["src", "tests", "docs", "build", "certs", "db-scripts", "deploy-kylin", "deploy-uos"];

    private static readonly string[] Texts =
        [".cs", ".ts", ".vue", ".js", ".json", ".yaml", ".yml", ".sh", ".bash", ".bats", ".md", ".sql", ".xml", ".csproj", ".props", ".conf", ".template", ".service", ".py", ".txt", ".tsv"];

    private static readonly string[] KeyFiles = [".pem", ".key", ".pfx", ".p12", ".jks"];

    /// <summary>File and text of what is no secret.</summary>
    private static readonly (string Path, string Text)[] Published =
    [
        // A key that can not be read is given to the reader of keys.
        ("tests/unit/Guotu.Crypto.Tests/OpensslCommandTests.cs", "AAAA"),

        // What an attacker invents.
        ("tests/integration/Guotu.Integration.Tests/Attacks/StolenSessionTests.cs", "Not-the-password-1"),
    ];

    [Fact]
    public void No_private_key_password_or_token_lies_in_the_sources()
    {
        var seen = 0;
        var found = new List<string>();
        foreach (var path in Folders.SelectMany(SourceTree.Files).Where(p => Texts.Contains(Path.GetExtension(p)) && !p.EndsWith("package-lock.json", StringComparison.Ordinal)))
        {
            var text = SourceTree.ReadText(path);
            seen++;
            if (text.Length <= LargestFile)
            {
                found.AddRange(Scan(path, text));
            }
        }

        Assert.True(seen > 1000, "Hardly any file was looked at");
        Findings.MustBeNone(found);
    }

    [Fact]
    public void No_key_file_lies_among_the_sources() =>
        Findings.MustBeNone(Folders.SelectMany(SourceTree.Files).Where(p => KeyFiles.Contains(Path.GetExtension(p))));

    [Theory]
    [InlineData("-----BEGIN EC PRIVATE ", "KEY-----\nMHcCAQEEIA")]
    [InlineData("var password = \"", "Zx8kQw2LpT4v\";")]
    [InlineData("\"token\": \"", "a9f3c1d27b6e48f0\"")]
    [InlineData("AKIA", "IOSFODNN7EXAMPLE")]
    public void The_scan_sees_a_secret(string start, string rest) => Assert.Single(Scan("src/a.cs", start + rest));

    [Theory]
    [InlineData("Password={env:GUOTU_DB}")]
    [InlineData("password = passwords.New();")]
    [InlineData("\"token\": \"string\"")]
    public void The_scan_lets_what_is_none_pass(string text) => Assert.Empty(Scan("src/a.cs", text));

    private static IEnumerable<string> Scan(string path, string text) =>
        from pattern in new[] { PrivateKey(), CloudKey(), Assigned() }
        from Match match in pattern.Matches(text)
        where !Published.Any(p => p.Path == path && match.Value.Contains(p.Text, StringComparison.Ordinal))
        select $"{path}:{text.AsSpan(0, match.Index).Count('\n') + 1} {pattern}";

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----(\\n|\s)*[A-Za-z0-9+/=]{4,}")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\bAKIA[0-9A-Z]{16}\b")]
    private static partial Regex CloudKey();

    /// <summary>A name of a secret, and a literal with letters and digits mixed as in no word.</summary>
    [GeneratedRegex(@"\b(password|passwd|pwd|secret|token|apikey)""?\s*[:=]\s*""(?=[^""]*\d)(?=[^""]*[A-Za-z])[A-Za-z0-9+/_=-]{12,}""", RegexOptions.IgnoreCase)]
    private static partial Regex Assigned();
}
