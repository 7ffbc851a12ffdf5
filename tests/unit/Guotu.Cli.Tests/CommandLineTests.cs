namespace Guotu.Cli.Tests;

/// <summary>What holds for every verb: help, bad use, one document, messages apart.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Every_verb_has_help()
    {
        foreach (var verb in await VerbsAsync())
        {
            var run = await GuotuProcess.RunAsync(verb, "--help");
            run.MustEndWith(0);
            Assert.Contains(verb, run.Output, StringComparison.Ordinal);
            Assert.Empty(run.Messages);
        }
    }

    [Theory]
    [InlineData("parse")]
    [InlineData("parse", "x.txt", "--axis", "sideways")]
    [InlineData("parse", "x.txt", "--zone", "99")]
    [InlineData("parse", "x.txt", "--zone", "many")]
    [InlineData("parse", "x.txt", "--no-such-option")]
    [InlineData("no-such-verb")]
    public async Task A_wrong_command_line_is_bad_use_and_says_why(params string[] arguments)
    {
        var run = await GuotuProcess.RunAsync([.. arguments, "--json"]);
        run.MustEndWith(2);
        Assert.Equal("CLI-0001", run.Json().GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("--help", run.Messages, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> VerbsAsync()
    {
        var help = await GuotuProcess.RunAsync("--help");
        help.MustEndWith(0);
        var verbs = help.Output.Split('\n').SkipWhile(l => !l.StartsWith("Commands:", StringComparison.Ordinal)).Skip(1)
            .Select(l => l.Trim().Split(' ')[0]).Where(v => v.Length > 0).ToList();
        Assert.Contains("parse", verbs);
        return verbs;
    }
}
