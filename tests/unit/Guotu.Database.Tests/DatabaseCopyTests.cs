using System.Globalization;
using Dapper;
using Guotu.Database.Copying;
using Guotu.Testing;
using Guotu.Testing.Database;

namespace Guotu.Database.Tests;

/// <summary>A node's database goes to another provider; what is different there is found.</summary>
public sealed class DatabaseCopyTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData("sqlite", "postgresql")]
    [InlineData("postgresql", "dm")]
    [InlineData("dm", "sqlite")]
    public async Task Every_row_arrives_with_its_nulls_its_microseconds_and_its_rare_characters(string from, string to)
    {
        await using var source = await TestDatabase.CreateAsync(from);
        await using var target = await TestDatabase.CreateAsync(to);
        await FillAsync(source);
        var tables = await CopyAsync(source, target);
        Assert.All(tables, t => Assert.True(t.Same, t.ToString()));
        Assert.Equal(1_500, tables.Single(t => t.Table == "db_node").TargetRows);
        await using var connection = await target.Connections.OpenAsync(Never);
        Assert.Equal("𠮷县 'O''Brien' \n", await connection.ExecuteScalarAsync<string>("SELECT last_error FROM db_outbox"));
        Assert.Null(await connection.ExecuteScalarAsync<string>("SELECT claimed_by FROM db_outbox"));
    }

    [Fact]
    public async Task A_node_that_is_running_is_not_copied()
    {
        await using var source = await TestDatabase.CreateAsync("sqlite");
        await using var target = await TestDatabase.CreateAsync("sqlite");
        await using (var connection = await source.Connections.OpenAsync(Never))
        {
            await connection.ExecuteAsync("INSERT INTO db_node (node_no, holder_name, lease_utc, last_millis) VALUES (0, 'a:1', '2099-01-01 00:00:00.000000', 0)");
        }

        var result = await new DatabaseCopy(source.Connections, target.Connections, new FixedClock()).RunAsync(new Progress<string>(), Never);
        Assert.Equal(DatabaseErrors.NodeRunning, result.Error?.Code);
    }

    [Fact]
    public void The_digest_does_not_depend_on_the_order_of_rows_but_on_every_value()
    {
        object?[][] rows = [["a", 1L, null], ["", 2L, new byte[] { 1 }], ["a", 1L, null]];
        Assert.Equal(DigestOf(rows), DigestOf(rows.Reverse()));
        Assert.NotEqual(DigestOf(rows), DigestOf(rows.Take(2)));
        Assert.NotEqual(DigestOf([["", 1L]]), DigestOf([[null, 1L]]));
        Assert.NotEqual(DigestOf([["ab", "c"]]), DigestOf([["a", "bc"]]));
    }

    private static string DigestOf(IEnumerable<object?[]> rows)
    {
        var digests = new RowDigests();
        foreach (var row in rows)
        {
            digests.Add(row);
        }

        return digests.ToString();
    }

    private static async Task<IReadOnlyList<CopiedTable>> CopyAsync(TestDatabase source, TestDatabase target)
    {
        var result = await new DatabaseCopy(source.Connections, target.Connections, new FixedClock()).RunAsync(new Progress<string>(), Never);
        Assert.True(result.IsSuccess, result.Error?.ToString());
        return result.Value;
    }

    private static async Task FillAsync(TestDatabase database)
    {
        var at = Kernel.Time.Instant.Parse("2026-12-31 23:59:59.999999");
        await using var connection = await database.Connections.OpenAsync(Never);
        await using var transaction = await connection.BeginTransactionAsync(Never);
        for (var i = 0; i < 1_500; i++)
        {
            await connection.ExecuteAsync(
                "INSERT INTO db_node (node_no, holder_name, lease_utc, last_millis) VALUES (:p_no, :p_holder, :p_lease, :p_last)",
                new { p_no = i, p_holder = i.ToString(CultureInfo.InvariantCulture), p_lease = new FixedClock().Now, p_last = long.MaxValue - i },
                transaction);
        }

        await connection.ExecuteAsync(
            """
            INSERT INTO db_outbox (message_id, topic_name, consumer_name, order_key, payload_json, state_code, attempt_count, next_utc, last_error, created_utc)
            VALUES (:p_id, 'a', 'b', '', '{}', 'NEW', 0, :p_at, :p_error, :p_at)
            """,
            new { p_id = long.MaxValue, p_at = at, p_error = "𠮷县 'O''Brien' \n" },
            transaction);
        await transaction.CommitAsync(Never);
    }
}
