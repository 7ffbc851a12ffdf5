namespace Guotu.Architecture.Tests.Sources;

/// <summary>What a rule found; every finding is shown, one a line.</summary>
public static class Findings
{
    public static void MustBeNone<T>(IEnumerable<T> findings)
    {
        var lines = findings.Select(f => f?.ToString()).ToList();
        Assert.True(lines.Count == 0, $"{lines.Count} found:\n{string.Join('\n', lines)}");
    }
}
