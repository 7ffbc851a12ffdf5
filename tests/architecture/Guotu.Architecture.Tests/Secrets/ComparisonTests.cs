using System.Text.RegularExpressions;
using Guotu.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guotu.Architecture.Tests.Secrets;

/// <summary>
/// MACs, tags, tokens and secrets are compared by <c>CryptographicOperations.FixedTimeEquals</c>: <c>SequenceEqual</c> stops at the first
/// difference and so tells an attacker how far a guess was right.
/// </summary>
public sealed partial class ComparisonTests
{
    private static readonly string[] Guarded = ["src/BuildingBlocks/Guotu.Crypto/", "src/Modules/Identity/", "src/Modules/Audit/"];

    /// <summary>What may be compared quickly there, because it is public.</summary>
    private static readonly string[] Public = ["PublicKey", "_encoded", "SealText", "BlockKey", "u8", "Convert.FromHexString", "SubjectBytes", "IssuerBytes", "IssuerAndSerial", "a.Der.Span"];

    [Fact]
    public void Where_secrets_are_handled_only_what_is_public_is_compared_quickly() => Findings.MustBeNone(
        SourceTree.Product.Where(f => Guarded.Any(g => f.Path.StartsWith(g, StringComparison.Ordinal))).SelectMany(f => QuickOnes(f, IsHidden)));

    [Fact]
    public void Nowhere_is_a_MAC_a_token_or_a_secret_compared_quickly() =>
        Findings.MustBeNone(SourceTree.Product.SelectMany(f => QuickOnes(f, text => Secretive().IsMatch(text) && !text.Contains("PublicKeyTag", StringComparison.Ordinal))));

    [Theory]
    [InlineData("mac.AsSpan().SequenceEqual(expected)")]
    [InlineData("expectedTag.SequenceEqual(tag)")]
    [InlineData("stored.SequenceEqual(request.Token)")]
    public void The_rule_sees_a_quick_comparison(string expression)
    {
        var file = new SourceFile("src/BuildingBlocks/Guotu.Crypto/X.cs", $"class X {{ bool Y() => {expression}; }}");
        Assert.Single(QuickOnes(file, IsHidden));
        Assert.Single(QuickOnes(file, text => Secretive().IsMatch(text)));
    }

    private static bool IsHidden(string call) => !Public.Any(p => call.Contains(p, StringComparison.Ordinal));

    private static IEnumerable<string> QuickOnes(SourceFile file, Func<string, bool> isSecret) => file.Root.DescendantNodes()
        .OfType<InvocationExpressionSyntax>()
        .Where(i => i.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "SequenceEqual" or "SequenceCompareTo" } && isSecret(i.ToString()))
        .Select(i => $"{file.Path}:{file.LineOf(i)}: {i}");

    [GeneratedRegex(@"(?<![A-Za-z])_?(mac|macs|tag|hmac|secret|password|token)\b|(Mac|Tag|Hmac|Secret|Password|Token)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Secretive();
}
