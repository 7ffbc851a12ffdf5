using Guotu.Kernel.Time;
using Guotu.Operations.Evidence;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Operations.Tests;

/// <summary>What a clause is answered with, and that the clause files and the checks fit together.</summary>
public sealed class ClauseAnswerTests
{
    private static readonly Clause ByChecks = new("8.1.4.3b", "内容", "要素", "S") { Checks = ["one", "two"] };

    [Theory]
    [InlineData(CheckResult.Met, CheckResult.Met, ClauseResult.Met)]
    [InlineData(CheckResult.Met, CheckResult.Partly, ClauseResult.Partly)]
    [InlineData(CheckResult.Partly, CheckResult.NotProved, ClauseResult.NotProved)]
    [InlineData(CheckResult.NotProved, CheckResult.NotMet, ClauseResult.NotMet)]
    [InlineData(CheckResult.Met, CheckResult.NotProved, ClauseResult.NotProved)]
    public void The_worst_check_decides(CheckResult one, CheckResult two, ClauseResult expected)
    {
        Assert.Equal(expected, Answer(ByChecks, ("one", one), ("two", two)));
        Assert.Equal(expected, Answer(ByChecks, ("one", two), ("two", one)));
    }

    [Fact]
    public void A_check_that_was_not_run_is_never_a_pass() => Assert.Equal(ClauseResult.NotProved, Answer(ByChecks, ("one", CheckResult.Met)));

    [Fact]
    public void What_is_left_for_a_person_keeps_a_clause_from_being_met_by_itself()
    {
        var clause = ByChecks with { Rest = "抓包" };

        Assert.Equal(ClauseResult.Manual, Answer(clause, ("one", CheckResult.Met), ("two", CheckResult.Met)));
        Assert.Equal(ClauseResult.NotMet, Answer(clause, ("one", CheckResult.Met), ("two", CheckResult.NotMet)));
    }

    [Fact]
    public void Clauses_without_checks_are_manual_not_applicable_or_not_proved()
    {
        var bare = new Clause("8.1.1.1", "位置", "机房", "O");

        Assert.Equal(ClauseResult.Manual, Answer(bare with { Step = "现场查看", Person = "机房管理员" }));
        Assert.Equal(ClauseResult.NotApplicable, Answer(bare with { Reason = "没有无线" }));
        Assert.Equal(ClauseResult.NotProved, Answer(bare with { Unproved = "要有认证证书" }));
        Assert.Equal(ClauseResult.NotProved, Answer(bare));
    }

    [Fact]
    public void What_is_not_proved_is_counted_by_itself()
    {
        ClauseAnswer[] answers = [.. Enum.GetValues<ClauseResult>().Select(r => new ClauseAnswer(ByChecks, r, string.Empty, []))];

        Assert.Equal(new AnswerCounts(6, 1, 1, 1, 1, 1, 1), AnswerCounts.Of(answers));
    }

    [Fact]
    public void Both_standards_are_whole_and_every_clause_says_how_it_is_answered()
    {
        Assert.Equal(["GB/T 22239-2019", "GB/T 39786-2021"], StandardFiles.All.Select(s => s.Code));
        var clauses = StandardFiles.All.SelectMany(s => s.Clauses).ToList();
        Assert.Equal(clauses.Count, clauses.Select(c => c.Id).Distinct().Count());
        Assert.All(clauses, c =>
        {
            Assert.True(c.Checks.Count > 0 || c.Step is not null || c.Reason is not null || c.Unproved is not null, c.Id + " is not answered");
            Assert.Equal(c.Step is null, c.Person is null);
            Assert.True(c.Rest is null || (c.Checks.Count > 0 && c.Step is not null), c.Id + " leaves something and names no step");
            Assert.Contains(c.Who, new[] { "S", "E", "O" });
        });
        string[] sections = ["8.1.1.10", "8.1.2.3", "8.1.3.6", "8.1.4.11b", "8.1.5.4f", "8.1.6", "8.1.7", "8.1.8", "8.1.9", "8.1.10", "8.4-8", "8.8"];
        Assert.Empty(sections.Except(clauses.Select(c => c.Id)));
    }

    [Fact]
    public void Every_check_that_a_clause_names_is_there_and_every_check_is_named()
    {
        var services = new ServiceCollection();
        new OperationsModule().AddServices(services, null!);
        var registered = services.Where(d => d.ServiceType == typeof(IEvidenceCheck)).Select(d => CodeOf(d.ImplementationType!)).Order(StringComparer.Ordinal);

        Assert.Equal(StandardFiles.All.SelectMany(s => s.Clauses).SelectMany(c => c.Checks).Distinct().Order(StringComparer.Ordinal), registered);
    }

    /// <summary>The code needs none of what the check works with.</summary>
    private static string CodeOf(Type check) => ((IEvidenceCheck)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(check)).Code;

    private static ClauseResult Answer(Clause clause, params (string Code, CheckResult Result)[] runs) => TheWorstCheckDecides.Answer(
        clause,
        runs.ToDictionary(r => r.Code, r => new CheckRun(r.Code, r.Code, "看", default(Instant), new CheckOutcome(r.Result, "所见", [])), StringComparer.Ordinal)).Result;
}
