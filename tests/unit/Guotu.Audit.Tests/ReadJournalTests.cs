using Guotu.Audit.Verification;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

public sealed class ReadJournalTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_read_is_in_the_file_before_the_answer_and_in_the_trail_after_the_intake(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await using var journal = office.Journal();

        await journal.RecordAsync(Office.Wang, "case", "88", Never);

        Assert.Single(Lines(office));
        Assert.Empty(await office.RecordsAsync());
        Assert.Equal(1, await office.Intake().TakeAsync(Never));
        Assert.Equal(0, await office.Intake().TakeAsync(Never));
        var record = Assert.Single(await office.RecordsAsync());
        Assert.Equal(("read", "case", "88", "wangxy"), (record.KindCode, record.ObjectType, record.ObjectId, record.AccountName));
        Assert.True((await office.Verification().RunAsync(Never)).Ok);
    }

    [Theory]
    [BothDatabases]
    public async Task Reads_at_the_same_time_are_all_kept_in_one_unbroken_chain(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await using var journal = office.Journal();

        await Parallel.ForEachAsync(Enumerable.Range(1, 60), async (i, ct) => await journal.RecordAsync(Office.Wang, "case", $"{i}", ct));

        Assert.Equal(60, await office.Intake().TakeAsync(Never));
        Assert.Equal(60, (await office.RecordsAsync()).Select(r => r.ObjectId).Distinct().Count());
    }

    [Theory]
    [BothDatabases]
    public async Task A_closed_journal_is_deleted_only_when_its_reads_are_sealed(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await using var journal = office.Journal();
        await journal.RecordAsync(Office.Wang, "case", "88", Never);
        await journal.CloseAsync();
        await office.Intake().TakeAsync(Never);

        await office.Intake().TakeAsync(Never);
        Assert.Single(office.Journals.Files());

        await office.Sealer().SealAsync(Never);
        await office.Intake().TakeAsync(Never);
        Assert.Empty(office.Journals.Files());
        Assert.True((await office.Verification().RunAsync(Never)).Ok);
    }

    [Theory]
    [BothDatabases]
    public async Task A_journal_that_is_still_written_is_not_deleted(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await using var journal = office.Journal();
        await journal.RecordAsync(Office.Wang, "case", "88", Never);
        await office.Intake().TakeAsync(Never);
        await office.Sealer().SealAsync(Never);

        await office.Intake().TakeAsync(Never);
        await journal.RecordAsync(Office.Wang, "case", "89", Never);

        Assert.Equal(2, Lines(office).Length);
        Assert.Equal(1, await office.Intake().TakeAsync(Never));
    }

    [Theory]
    [BothDatabases]
    public async Task A_line_that_a_kill_left_torn_is_no_finding_and_is_not_taken_in(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await WriteAsync(office, 2);
        var text = await File.ReadAllTextAsync(Path(office));
        await File.WriteAllTextAsync(Path(office), text[..^30]);

        Assert.Equal(1, await office.Intake().TakeAsync(Never));
        Assert.True((await office.Verification().RunAsync(Never)).Ok);
    }

    [Theory]
    [BothDatabases]
    public async Task An_edited_line_is_named_and_is_not_taken_in(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await WriteAsync(office, 3);
        var file = Path(office);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"ObjectId\":\"2\"", "\"ObjectId\":\"9\"", StringComparison.Ordinal));

        Assert.Equal(1, await office.Intake().TakeAsync(Never));
        await FindsAsync(office, $"{System.IO.Path.GetFileName(file)} line 2: it does not belong there as it is");
    }

    [Theory]
    [BothDatabases]
    public async Task A_line_taken_out_of_the_middle_is_named(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await WriteAsync(office, 3);
        var file = Path(office);
        var lines = await File.ReadAllLinesAsync(file);
        await File.WriteAllLinesAsync(file, [lines[0], lines[2]]);

        await FindsAsync(office, $"{System.IO.Path.GetFileName(file)} line 2: it does not belong there as it is");
    }

    [Theory]
    [BothDatabases]
    public async Task A_journal_that_was_cut_after_the_intake_is_named(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await WriteAsync(office, 3);
        await office.Intake().TakeAsync(Never);
        var file = Path(office);
        await File.WriteAllLinesAsync(file, (await File.ReadAllLinesAsync(file)).Take(2));

        await FindsAsync(office, $"{System.IO.Path.GetFileName(file)}: ends after line 2, 3 lines were taken in");
    }

    [Theory]
    [BothDatabases]
    public async Task A_journal_that_was_removed_is_named_and_its_row_cannot_excuse_it(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await WriteAsync(office, 1);
        var name = System.IO.Path.GetFileName(Path(office));
        File.Delete(Path(office));
        await FindsAsync(office, $"{name}: the file is away, 0 lines were taken in");

        await office.TamperAsync("UPDATE au_journal SET state_code = 'GONE'");
        await FindsAsync(office, $"{name}: its row in au_journal was edited");
    }

    [Theory]
    [BothDatabases]
    public async Task A_journal_that_the_database_does_not_know_is_named(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await WriteAsync(office, 1);
        File.Copy(Path(office), office.Journals.PathOf("reads-1.log"));

        await FindsAsync(office, "reads-1.log: the database does not know it");
    }

    private static async Task WriteAsync(Office office, int reads)
    {
        await using var journal = office.Journal();
        for (var i = 1; i <= reads; i++)
        {
            await journal.RecordAsync(Office.Wang, "case", $"{i}", Never);
        }
    }

    private static string Path(Office office) => office.Journals.PathOf(office.Journals.Files().Single());

    private static string[] Lines(Office office)
    {
        using var stream = new FileStream(Path(office), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(stream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task FindsAsync(Office office, string place) =>
        Assert.Contains(new Finding(FindingKinds.Journal, place), (await office.Verification().RunAsync(Never)).Findings);
}
