using Guotu.Testing.Node;
using Microsoft.Data.Sqlite;

namespace Guotu.Integration.Tests.Attacks;

/// <summary>
/// Somebody with the database's password edits cases (库里改件): whatever part is touched is named by the row check, and the case is worked on no further; the
/// cases beside it are. One order of acts, since the node is damaged on the way.
/// </summary>
public sealed class EditedCaseTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    [Fact]
    public async Task A_case_that_was_edited_behind_the_platform_is_named_and_worked_on_no_further()
    {
        using var desk = demonstration.Desk();
        var (first, second, third) = (await desk.RegisterAsync(CaseDesk.Clean, "甲项目"), await desk.RegisterAsync(CaseDesk.Clean, "乙项目"), await desk.RegisterAsync(CaseDesk.Clean, "丙项目"));
        await desk.ThroughToDecisionAsync(first);
        await desk.UntilTaskOfAsync("sunt", first);
        await desk.ActAsync("wangxy", third, "submit");
        Assert.Empty(await FindingsAsync());

        foreach (var (table, change, back) in Edits(second))
        {
            await EditAsync(change);
            var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.ActAsync("wangxy", second, "submit"));
            Assert.Equal((500, "DB-0004"), (refused.Status, refused.Code));
            Assert.Contains(table, refused.Detail, StringComparison.Ordinal);
            await EditAsync(back);
        }

        await desk.ActAsync("wangxy", second, "submit");
        Assert.Empty(await FindingsAsync());
        await MustBeNamedAsync(second);
        await NumbersMustHoldAsync(desk);
        string[] lasting =
        [
            $"UPDATE ap_case SET promised_days = 90 WHERE case_id = {first}", $"UPDATE ap_case_parcel SET plane_area = plane_area - 10000 WHERE case_id = {first}",
            $"DELETE FROM ap_clock_entry WHERE case_id = {first} AND entry_no = 1", $"UPDATE ap_task SET done_name = '吴国建' WHERE case_id = {first} AND done_name IS NOT NULL",
            $"DELETE FROM ap_case_field WHERE case_id = {third}", $"UPDATE ap_material SET file_name = '批复.pdf' WHERE case_id = {third}",
            $"UPDATE cr_check SET status_code = 'compliant' WHERE review_id = (SELECT review_id FROM ap_case WHERE case_id = {third}) AND check_no = 1",
            $"UPDATE cr_review SET overall_code = 'compliant' WHERE case_id = {third}",
            $"INSERT INTO ap_document (document_id, case_id, kind_code, document_title, file_digest, media_type, created_utc) SELECT 77, {third}, kind_code, document_title, file_digest, media_type, created_utc FROM ap_document WHERE case_id = {first} LIMIT 1",
        ];
        foreach (var edit in lasting)
        {
            await EditAsync(edit);
        }

        var found = await FindingsAsync();
        (string Kind, string Table, string Row)[] expected =
        [
            ("edited", "ap_case", first), ("edited", "ap_case_parcel", first), ("edited", "ap_clock_entry", first), ("edited", "ap_task", first),
            ("deleted", "ap_case_field", third), ("edited", "ap_document", third), ("edited", "ap_material", third),
        ];
        Assert.Equal(expected.Order(), found.Where(f => f.Table.StartsWith("ap_", StringComparison.Ordinal) && f.Table != "ap_field_index").Order());
        Assert.Contains(found, f => f is ("inserted", "ap_field_index", _));
        Assert.Contains(found, f => f is ("edited", "cr_review", _));
        await desk.ActAsync("wangxy", second, "accept");
        Assert.Equal("DB-0004", (await Assert.ThrowsAsync<RefusedException>(() => desk.ActAsync("wangxy", third, "accept"))).Code);
    }

    /// <summary>What stands beside the cases: a project's builder, the index that a person is found by.</summary>
    private async Task MustBeNamedAsync(string id)
    {
        (string Table, string Kind, string Change, string Back)[] edits =
        [
            ("ap_project", "edited", $"UPDATE ap_project SET builder_name = builder_name || '!' WHERE project_id = (SELECT project_id FROM ap_case WHERE case_id = {id})", "UPDATE ap_project SET builder_name = REPLACE(builder_name, '!', '')"),
            ("ap_field_index", "edited", $"UPDATE ap_field_index SET index_hex = 'f' || index_hex WHERE case_id = {id}", $"UPDATE ap_field_index SET index_hex = SUBSTR(index_hex, 2) WHERE case_id = {id}"),
            ("ap_field_index", "inserted", "INSERT INTO ap_field_index (field_id, key_version, case_id, kind_code, index_hex) SELECT 5, key_version, case_id, kind_code, index_hex FROM ap_field_index LIMIT 1", "DELETE FROM ap_field_index WHERE field_id = 5"),
        ];
        foreach (var (table, kind, change, back) in edits)
        {
            await EditAsync(change);
            Assert.Contains(await FindingsAsync(), f => (f.Kind, f.Table) == (kind, table));
            await EditAsync(back);
            Assert.Empty(await FindingsAsync());
        }
    }

    /// <summary>A series that was set back, put forward or taken away gives no number, so that no receipt is given out twice or left out.</summary>
    private async Task NumbersMustHoldAsync(CaseDesk desk)
    {
        (string Kind, string Change, string Back)[] edits =
        [
            ("edited", "UPDATE ap_number_series SET last_no = last_no - 1 WHERE series_key LIKE 'receipt/%'", "UPDATE ap_number_series SET last_no = last_no + 1 WHERE series_key LIKE 'receipt/%'"),
            ("edited", "UPDATE ap_number_series SET last_no = last_no + 7 WHERE series_key LIKE 'receipt/%'", "UPDATE ap_number_series SET last_no = last_no - 7 WHERE series_key LIKE 'receipt/%'"),
            ("deleted", "UPDATE ap_number_series SET series_key = 'x' || series_key, series_id = -series_id WHERE series_key LIKE 'receipt/%'", "UPDATE ap_number_series SET series_key = SUBSTR(series_key, 2), series_id = -series_id WHERE series_key LIKE 'xreceipt/%'"),
        ];
        foreach (var (kind, change, back) in edits)
        {
            await EditAsync(change);
            Assert.Contains(await FindingsAsync(), f => (f.Kind, f.Table) == (kind, "ap_number_series"));
            Assert.Equal("DB-0004", (await Assert.ThrowsAsync<RefusedException>(() => desk.RegisterAsync(CaseDesk.Clean, "丁项目"))).Code);
            await EditAsync(back);
        }

        await desk.RegisterAsync(CaseDesk.Clean, "丁项目");
        Assert.Empty(await FindingsAsync());
    }

    /// <summary>Each part of a case that was just registered, with what puts it back.</summary>
    private static (string Table, string Change, string Back)[] Edits(string id) =>
    [
        ("ap_case", $"UPDATE ap_case SET note_text = '加急' WHERE case_id = {id}", $"UPDATE ap_case SET note_text = NULL WHERE case_id = {id}"),
        ("ap_task", $"UPDATE ap_task SET from_name = from_name || '!' WHERE case_id = {id}", $"UPDATE ap_task SET from_name = REPLACE(from_name, '!', '') WHERE case_id = {id}"),
        ("ap_process_instance", $"UPDATE ap_process_instance SET row_version = row_version + 1 WHERE case_id = {id}", $"UPDATE ap_process_instance SET row_version = row_version - 1 WHERE case_id = {id}"),
        ("ap_case_parcel", $"UPDATE ap_case_parcel SET min_east = min_east + 1 WHERE case_id = {id}", $"UPDATE ap_case_parcel SET min_east = min_east - 1 WHERE case_id = {id}"),
        ("ap_material", $"UPDATE ap_material SET case_id = -{id} WHERE case_id = {id}", $"UPDATE ap_material SET case_id = {id} WHERE case_id = -{id}"),
    ];

    private async Task<IReadOnlyList<(string Kind, string Table, string Row)>> FindingsAsync()
    {
        var run = await GuotuProgram.RunAsync(["integrity", "check", "--home", demonstration.Home.Home, "--json"]);
        Assert.True(run.ExitCode is 0 or 1, run.Errors);
        return [.. run.Json().GetProperty("findings").EnumerateArray().Select(f => (f.GetProperty("kind").GetString()!, f.GetProperty("table").GetString()!, f.GetProperty("rowId").ToString()))];
    }

    private async Task EditAsync(string sql)
    {
        await using var database = new SqliteConnection($"Data Source={demonstration.Home.Home}/guotu.db;Pooling=False");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        Assert.True(await command.ExecuteNonQueryAsync() > 0, sql);
    }
}
