using Guotu.Database.AuditPort;
using Guotu.Hosting.Decisions;
using Guotu.Kernel.Labels;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>Refusals by the mandatory label are a type of their own in the trail, and a map of a thousand tiles does not write a thousand.</summary>
public sealed class LabelRefusalTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Actor Person = new(7, "lijg", "李建国", 3, "web", "10.1.3.7");
    private static readonly ComparedLabels Labels = new(SecurityLabel.Of(1, []), SecurityLabel.Of(2, ["CH"]));

    [Theory]
    [BothDatabases]
    public async Task The_first_is_written_at_once_and_the_rest_of_its_minute_as_one_with_its_number(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var refusals = office.Get<LabelRefusals>();
        Assert.False(refusals.IsDue);
        for (var tile = 0; tile < 1_000; tile++)
        {
            refusals.Note(new LabelRefusal(Person, "layer", "DLTB", Labels));
        }

        await refusals.WriteDueAsync(Never);
        Assert.Equal(["lijg DLTB 由安全标记决定:数据标记 敏感(测绘成果),人员标记 内部"], office.Audit.Notes);
        Assert.Single(office.Audit.Lines, l => l == "lijg access.label refused SYS-0002");
        Assert.False(refusals.IsDue);

        office.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.True(refusals.IsDue);
        await refusals.WriteDueAsync(Never);
        Assert.Equal(2, office.Audit.Notes.Count);
        Assert.EndsWith(";一分钟内又有 999 次", office.Audit.Notes[1], StringComparison.Ordinal);
        Assert.False(refusals.IsDue);
        await refusals.CloseAsync(Never);
        Assert.Equal(2, office.Audit.Notes.Count);
    }

    [Fact]
    public async Task Each_person_object_label_and_minute_is_told_apart()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var refusals = office.Get<LabelRefusals>();
        LabelRefusal[] different =
        [
            new(Person, "layer", "DLTB", Labels),
            new(Person, "layer", "XZQ", Labels),
            new(Person, "case", "DLTB", Labels),
            new(Person with { UserId = 8, Account = "zhangw" }, "layer", "DLTB", Labels),
            new(Person, "layer", "DLTB", Labels with { Data = SecurityLabel.Of(2, []) }),
        ];
        foreach (var refusal in different)
        {
            refusals.Note(refusal);
        }

        await refusals.WriteDueAsync(Never);
        Assert.Equal(different.Length, office.Audit.Notes.Count);
        refusals.Note(different[0]);
        office.Clock.Advance(TimeSpan.FromSeconds(61));
        refusals.Note(different[0]);
        await refusals.WriteDueAsync(Never);
        Assert.Equal(different.Length + 2, office.Audit.Notes.Count);
    }

    [Fact]
    public async Task What_is_counted_when_the_node_stops_is_written()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var refusals = office.Get<LabelRefusals>();
        refusals.Note(new LabelRefusal(Person, "layer", "DLTB", Labels));
        refusals.Note(new LabelRefusal(Person, "layer", "DLTB", Labels));

        await refusals.CloseAsync(Never);

        Assert.Equal(2, office.Audit.Notes.Count);
        Assert.Contains(office.Audit.Notes, n => n.EndsWith("又有 1 次", StringComparison.Ordinal));
    }
}
