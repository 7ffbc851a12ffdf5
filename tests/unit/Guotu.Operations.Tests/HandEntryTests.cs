using Guotu.Kernel.Errors;
using Guotu.Operations.Evidence;
using Guotu.Operations.FillByHand;
using Guotu.Testing.Database;

namespace Guotu.Operations.Tests;

/// <summary>What people enter for the clauses that no program can see.</summary>
public sealed class HandEntryTests
{
    private static readonly HandEntryBody Rack = new("GB/T 22239-2019", "8.1.1.2", "met", "马晓兰", new DateOnly(2026, 2, 27), "门禁正常,三个月的记录齐全", null, null);

    [Theory]
    [InlineData(ClauseResult.Manual, ClauseResult.Met, ClauseResult.Met)]
    [InlineData(ClauseResult.NotProved, ClauseResult.Partly, ClauseResult.Partly)]
    [InlineData(ClauseResult.NotProved, ClauseResult.NotApplicable, ClauseResult.NotApplicable)]
    [InlineData(ClauseResult.NotMet, ClauseResult.Met, ClauseResult.NotMet)]
    [InlineData(ClauseResult.Partly, ClauseResult.Met, ClauseResult.Partly)]
    [InlineData(ClauseResult.Met, ClauseResult.NotMet, ClauseResult.NotMet)]
    [InlineData(ClauseResult.NotMet, ClauseResult.NotApplicable, ClauseResult.NotMet)]
    [InlineData(ClauseResult.NotApplicable, ClauseResult.NotMet, ClauseResult.NotApplicable)]
    public void A_person_answers_what_no_check_could_and_never_betters_what_one_saw(ClauseResult automatic, ClauseResult hand, ClauseResult expected)
    {
        var answer = new ClauseAnswer(new Clause("8.1.1.2", "物理访问控制", "门禁", "O"), automatic, "看门禁", []);
        var entry = new HandEntry("GB/T 22239-2019", "8.1.1.2", hand, "马晓兰", new DateOnly(2026, 2, 27), "门禁正常,三个月的记录齐全", null, null, "何军", default);

        var combined = AHandNeverBeatsACheck.Answer(answer, entry);

        Assert.Equal(expected, combined.Result);
        Assert.Equal(automatic == ClauseResult.NotApplicable ? null : automatic, combined.Automatic);
        Assert.Equal(automatic, AHandNeverBeatsACheck.Answer(answer, null).Result);
    }

    [Theory]
    [InlineData(ClauseResult.Met, "看过", null, ClauseResult.NotProved)]
    [InlineData(ClauseResult.NotApplicable, "不用", null, ClauseResult.NotProved)]
    [InlineData(ClauseResult.Partly, "看过", null, ClauseResult.Partly)]
    [InlineData(ClauseResult.NotMet, "看过", null, ClauseResult.NotMet)]
    [InlineData(ClauseResult.Met, "看过", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0", ClauseResult.Met)]
    [InlineData(ClauseResult.Met, "在机房逐台看了审计服务器的接收记录", null, ClauseResult.Met)]
    public void What_no_check_proved_is_bettered_only_on_evidence(ClauseResult hand, string note, string? sm3, ClauseResult expected)
    {
        var answer = new ClauseAnswer(new Clause("8.1.3.5a", "安全审计", "网络边界的审计", "O"), ClauseResult.NotProved, "检查没有运行", []);
        var entry = new HandEntry("GB/T 22239-2019", "8.1.3.5a", hand, "马晓兰", new DateOnly(2026, 2, 27), note, sm3 is null ? null : "记录.pdf", sm3, "何军", default);

        Assert.Equal(expected, AHandNeverBeatsACheck.Answer(answer, entry).Result);
        Assert.Equal(hand, AHandNeverBeatsACheck.Answer(answer with { Result = ClauseResult.Manual }, entry).Result);
    }

    [Theory]
    [InlineData("2026-03-02", true)]
    [InlineData("2025-03-03", true)]
    [InlineData("2025-03-02", false)]
    [InlineData("2026-03-03", false)]
    public void What_was_seen_counts_for_a_year_and_not_before_it_was_seen(string lookedOn, bool counts) =>
        Assert.Equal(counts, AnEntryCountsForAYear.Counts(DateOnly.Parse(lookedOn, System.Globalization.CultureInfo.InvariantCulture), new DateOnly(2026, 3, 2)));

    [Theory]
    [BothDatabases]
    public async Task The_newest_entry_of_a_clause_counts_is_audited_and_lapses_and_an_altered_one_refuses_all(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var commands = office.Get<HandEntryCommands>();
        var security = await office.AsAsync("secadmin", HandEntryCommands.Kind);

        Assert.True((await commands.FillAsync(security, Rack with { Result = "partly" }, CancellationToken.None)).IsSuccess);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        var digest = new string('a', 64);
        var filled = await commands.FillAsync(security, Rack with { AttachmentName = "门禁记录.pdf", AttachmentSm3 = digest }, CancellationToken.None);

        Assert.Equal((ClauseResult.Met, "何军", digest), (filled.Value.Result, filled.Value.EnteredBy, filled.Value.AttachmentSm3));
        var listed = Assert.Single((await commands.ListAsync(CancellationToken.None)).Value);
        Assert.Equal((ClauseResult.Met, "马晓兰"), (listed.Result, listed.Person));
        Assert.Contains("附件 门禁记录.pdf", listed.Words, StringComparison.Ordinal);

        office.Clock.Advance(TimeSpan.FromDays(365));
        Assert.Empty((await commands.ListAsync(CancellationToken.None)).Value);
        office.Clock.Advance(TimeSpan.FromDays(-365));
        Assert.Equal(1, await office.TamperAsync("UPDATE op_hand_entry SET result_code = 'MET' WHERE result_code = 'PARTLY'"));
        Assert.Single((await commands.ListAsync(CancellationToken.None)).Value);
        Assert.Equal(1, await office.TamperAsync("UPDATE op_hand_entry SET person_name = '别人' WHERE attachment_hex IS NOT NULL"));
        Assert.Equal("DB-0004", (await commands.ListAsync(CancellationToken.None)).Error?.Code.Value);
    }

    [Fact]
    public async Task What_is_incomplete_unprintable_or_of_no_clause_is_refused_at_its_field()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var commands = office.Get<HandEntryCommands>();
        var auditor = await office.AsAsync("auditor", HandEntryCommands.Kind);
        (HandEntryBody Body, string Code, string? Field)[] wrong =
        [
            (Rack with { Clause = "8.1.99" }, KernelErrors.NotFound.Value, null),
            (Rack with { Clause = "8.1.3.4b" }, OperationsErrors.ClauseDoesNotApply.Value, null),
            (Rack with { Result = "manual" }, KernelErrors.FieldInvalid.Value, "result"),
            (Rack with { Person = " " }, KernelErrors.FieldInvalid.Value, "person"),
            (Rack with { Note = "两行\n的所见" }, KernelErrors.FieldInvalid.Value, "note"),
            (Rack with { LookedOn = new DateOnly(2026, 3, 3) }, KernelErrors.FieldInvalid.Value, "lookedOn"),
            (Rack with { LookedOn = new DateOnly(2025, 3, 2) }, KernelErrors.FieldInvalid.Value, "lookedOn"),
            (Rack with { Clause = "8.1.2.2a", Note = "看过" }, KernelErrors.FieldInvalid.Value, "note"),
            (Rack with { Clause = "8.1.2.2a", Note = "看过", Result = "notApplicable" }, KernelErrors.FieldInvalid.Value, "note"),
            (Rack with { AttachmentName = "照片.jpg" }, KernelErrors.FieldInvalid.Value, "attachmentName"),
            (Rack with { AttachmentName = "照片.jpg", AttachmentSm3 = "ABC" }, KernelErrors.FieldInvalid.Value, "attachmentSm3"),
        ];

        foreach (var (body, code, field) in wrong)
        {
            var refused = (await commands.FillAsync(auditor, body, CancellationToken.None)).Error;
            Assert.Equal((code, field), (refused?.Code.Value, refused?.Field));
        }

        Assert.StartsWith("REN-", (await commands.FillAsync(auditor, Rack with { Note = "没有字形的字\U000F0001" }, CancellationToken.None)).Error?.Code.Value, StringComparison.Ordinal);
        Assert.Empty((await commands.ListAsync(CancellationToken.None)).Value);
    }
}
