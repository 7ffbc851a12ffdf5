using Guotu.Audit.Archiving;
using Guotu.Audit.Verification;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>
/// Two archives of a month each: whatever is done to the catalogue or to a file, both the daily verification and the one record by record say so and go on.
/// </summary>
public sealed class ArchiveTamperTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private static readonly (string Column, string[] Values)[] Edits =
    [
        ("archive_no", ["7", "9223372036854775807", "-1"]),
        ("first_batch", ["first_batch + 1", "0"]),
        ("last_batch", ["last_batch + 1", "last_batch - 1"]),
        ("record_count", ["record_count + 1", "9223372036854775807"]),
        ("oldest_utc", ["(SELECT MIN(k.oldest_utc) FROM au_archive k)"]),
        ("newest_utc", ["(SELECT MIN(k.oldest_utc) FROM au_archive k)"]),
        ("file_name", ["'other.jsonl.gz'", "'../guotu.db'", "''"]),
        ("file_hex", ["REPLACE(file_hex, SUBSTR(file_hex, 1, 1), 'x')", "''"]),
        ("archived_utc", ["(SELECT MIN(k.oldest_utc) FROM au_archive k)"]),
        ("acts_hex", ["REPLACE(acts_hex, SUBSTR(acts_hex, 1, 1), 'x')"]),
        ("index_hex", ["NULL", "REPLACE(index_hex, SUBSTR(index_hex, 1, 1), 'x')"]),
        ("key_version", ["key_version + 1", "0"]),
        ("mac_hex", ["REPLACE(mac_hex, SUBSTR(mac_hex, 1, 1), 'x')", "''", "(SELECT k.mac_hex FROM au_archive k WHERE k.archive_no = 1)"]),
    ];

    [Theory]
    [BothDatabases]
    public async Task Every_column_of_the_catalogue_is_proved(string provider)
    {
        await using var office = await TwoArchivesAsync(provider);
        foreach (var (column, values) in Edits)
        {
            foreach (var value in provider == "sqlite" ? [.. values, "x'00ff'", "1.5", "'' || 'abc'"] : values)
            {
                await office.TamperAsync($"UPDATE au_archive SET {column} = {value} WHERE archive_no = 2");
                await MustBeFoundAsync(office, "archive ", $"{column} = {value}");
                await PutBackAsync(office);
            }
        }

        await MustHoldAsync(office);
    }

    [Theory]
    [BothDatabases]
    public async Task A_row_that_was_taken_out_of_the_catalogue_is_missed_with_or_without_its_file(string provider)
    {
        await using var office = await TwoArchivesAsync(provider);
        foreach (var (rows, missed) in new[] { ("archive_no = 1", "archive 1: its row in au_archive is away"), ("archive_no = 2", "archive 2: its row in au_archive is away"), ("archive_no > 0", "archive 1: its row in au_archive is away") })
        {
            foreach (var filesToo in new[] { false, true })
            {
                await office.TamperAsync($"DELETE FROM au_archive WHERE {rows}");
                var aside = office.Archives.Path + ".aside";
                if (filesToo)
                {
                    Directory.Move(office.Archives.Path, aside);
                }

                await MustBeFoundAsync(office, missed, $"{rows}, files too: {filesToo}");
                if (filesToo)
                {
                    Directory.Move(aside, office.Archives.Path);
                }

                await PutBackAsync(office);
            }
        }

        await MustHoldAsync(office);
    }

    [Fact]
    public async Task Every_part_of_the_files_is_proved_and_what_cannot_be_read_names_the_file()
    {
        await using var office = await TwoArchivesAsync("sqlite");
        var name = (await NamesAsync(office))[1];
        var lines = await Gzip.ReadAsync(Path.Combine(office.Archives.Path, name));
        for (var i = 0; i < lines.Length; i++)
        {
            await DamageAsync(office, name, $"line {i} edited", path => Gzip.WriteAsync(path, [.. lines[..i], lines[i].Replace(':', ';'), .. lines[(i + 1)..]]));
            await DamageAsync(office, name, $"line {i} gone", path => Gzip.WriteAsync(path, [.. lines[..i], .. lines[(i + 1)..]]));
        }

        foreach (var file in new[] { name, ArchiveFolder.IndexOf(name) })
        {
            var whole = await File.ReadAllBytesAsync(Path.Combine(office.Archives.Path, file));
            foreach (var at in new[] { 0, 10, 20, 28, 36, 44, 52, 60, 68, whole.Length / 2, whole.Length - 1 })
            {
                await DamageAsync(office, file, $"byte {at}", path => File.WriteAllBytesAsync(path, [.. whole[..at], (byte)(whole[at] ^ 0x40), .. whole[(at + 1)..]]));
                await DamageAsync(office, file, $"cut at {at}", path => File.WriteAllBytesAsync(path, whole[..at]));
            }

            await DamageAsync(office, file, "longer", path => File.WriteAllBytesAsync(path, [.. whole, 0]));
            await DamageAsync(office, file, "away", _ => Task.CompletedTask);
            await DamageAsync(office, file, "a folder", path => Task.FromResult(Directory.CreateDirectory(path)));
            await DamageAsync(office, file, "a link to itself", path => Task.FromResult(File.CreateSymbolicLink(path, path)));
        }

        await MustHoldAsync(office);
    }

    private static async Task<Office> TwoArchivesAsync(string provider)
    {
        var office = await ArchivedTrailTests.EightMonthsAsync(provider);
        Assert.Single((await ArchivedTrailTests.ArchiveAsync(office, daysBefore: 31)).Value.Archives);
        Assert.Single((await ArchivedTrailTests.ArchiveAsync(office)).Value.Archives);
        await using var connection = await office.Database.Connections.OpenAsync(Never);
        await using var keep = connection.CreateCommand();
        keep.CommandText = "CREATE TABLE kept_archive AS SELECT * FROM au_archive";
        await keep.ExecuteNonQueryAsync();
        await MustHoldAsync(office);
        return office;
    }

    private static async Task PutBackAsync(Office office)
    {
        await using var connection = await office.Database.Connections.OpenAsync(Never);
        foreach (var sql in new[] { "DELETE FROM au_archive", "INSERT INTO au_archive SELECT * FROM kept_archive" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(Office office) =>
        [await office.AskAsync<string>("SELECT file_name FROM au_archive WHERE archive_no = 1"), await office.AskAsync<string>("SELECT file_name FROM au_archive WHERE archive_no = 2")];

    private static async Task DamageAsync(Office office, string file, string what, Func<string, Task> damage)
    {
        var path = Path.Combine(office.Archives.Path, file);
        var aside = path + ".aside";
        File.Move(path, aside);
        await damage(path);
        await MustBeFoundAsync(office, file, $"{file}: {what}");
        if (Directory.Exists(path) && !File.Exists(path))
        {
            Directory.Delete(path);
        }

        File.Delete(path);
        File.Move(aside, path);
    }

    private static async Task MustBeFoundAsync(Office office, string named, string what)
    {
        var found = (await office.Verification().RunAsync(Never)).Findings;
        Assert.True(found.Any(f => f.Kind == FindingKinds.Archive && f.Where.Contains(named, StringComparison.Ordinal)), $"verify, {what}: {string.Join(" | ", found)}");
        var proved = (await ArchivedTrailTests.ProveAsync(office)).Value.SelectMany(p => p.Findings).ToList();
        Assert.True(proved.Any(f => f.Where.Contains("archive ", StringComparison.Ordinal)), $"verify --archives, {what}");
    }

    private static async Task MustHoldAsync(Office office)
    {
        Assert.Empty((await office.Verification().RunAsync(Never)).Findings);
        Assert.All((await ArchivedTrailTests.ProveAsync(office)).Value, p => Assert.True(p.Ok));
    }
}
