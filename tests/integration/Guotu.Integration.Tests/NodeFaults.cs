using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Guotu.Database.Sessions;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Nodes;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>
/// Faults made in a node's database and files behind the application's back, as someone with the database's password or a failing disk
/// makes them. Each answers how it is mended.
/// </summary>
internal sealed class NodeFaults(string home)
{
    private readonly NodeSettings _node = NodeSettings.Load(home);

    /// <summary>The feature with the highest id is gone.</summary>
    public async Task<Func<Task>> RemoveRowAsync(string layer)
    {
        var kept = "kept_" + layer;
        var where = $"WHERE layer_code = '{layer}' AND feature_id = (SELECT MAX(feature_id) FROM om_feature WHERE layer_code = '{layer}')";
        await ChangeAsync($"CREATE TABLE {kept} AS SELECT * FROM om_feature {where}");
        Assert.Equal(1, await ChangeAsync($"DELETE FROM om_feature {where}"));
        return async () =>
        {
            await ChangeAsync($"INSERT INTO om_feature SELECT * FROM {kept}");
            await ChangeAsync($"DROP TABLE {kept}");
        };
    }

    /// <summary>One vertex of the feature with the lowest id lies 0.1 mm further east; its row is well formed.</summary>
    public async Task<Func<Task>> MoveVertexAsync(string layer)
    {
        var where = $"WHERE layer_code = '{layer}' AND feature_id = (SELECT MIN(feature_id) FROM om_feature WHERE layer_code = '{layer}')";
        var before = (byte[])(await ValueAsync($"SELECT figure_blob FROM om_feature {where}"))!;
        Assert.True(FigureCodec.TryDecode(before, out var figure));
        var first = figure.Polygons[0];
        var points = first.Outer.Points.SetItem(1, new GridPoint(first.Outer.Points[1].East + 1, first.Outer.Points[1].North));
        var moved = new GridMultiPolygon(figure.Polygons.SetItem(0, first with { Outer = new GridRing(points) }));
        Assert.Equal(1, await ChangeAsync($"UPDATE om_feature SET figure_blob = :p_value {where}", FigureCodec.Encode(moved)));
        return () => ChangeAsync($"UPDATE om_feature SET figure_blob = :p_value {where}", before);
    }

    /// <summary>
    /// The layer's revisions speak of a day long ago, and two persons have taken the records as they stand: without that they were damaged, and not old.
    /// </summary>
    public async Task<Func<Task>> AgeAsync(string layer)
    {
        var where = $"WHERE layer_code = '{layer}'";
        var dates = $"kept_date_{layer}";
        await ChangeAsync($"CREATE TABLE {dates} AS SELECT as_of_date, row_mac, revision_no FROM om_revision {where}");
        await ChangeAsync($"UPDATE om_revision SET as_of_date = '2019-12-31' {where}");
        var revision = Convert.ToString(await ValueAsync($"SELECT MAX(revision_id) FROM om_revision {where}"), CultureInfo.InvariantCulture)!;
        var resealed = await GuotuProgram.RunAsync(
            ["integrity", "reseal", "--table", "om_revision", "--row", revision, "--reason", "数据时点登记有误", "--home", home, "--json"]);
        Assert.True(resealed.ExitCode == 0, resealed.Output + resealed.Errors);
        return async () =>
        {
            foreach (var column in new[] { "as_of_date", "row_mac" })
            {
                await ChangeAsync($"UPDATE om_revision SET {column} = (SELECT d.{column} FROM {dates} d WHERE d.revision_no = om_revision.revision_no) {where}");
            }

            await ChangeAsync($"DROP TABLE {dates}");
        };
    }

    /// <summary>Nobody has proved themselves for a long time; the sessions go on.</summary>
    public Task AgeProofsAsync() => ChangeAsync("UPDATE id_session SET proved_utc = '2019-12-31 00:00:00.000000'");

    /// <summary>The record of the current revision says of another source; nothing else of it is touched.</summary>
    public Task RewriteRecordAsync(string layer) => ChangeAsync($"UPDATE om_revision SET source_text = '某单位' WHERE layer_code = '{layer}'");

    /// <summary>The record of the current revision is gone.</summary>
    public Task ForgetRevisionAsync(string layer) => ChangeAsync($"DELETE FROM om_revision WHERE layer_code = '{layer}'");

    /// <summary>Features of no layer can be read.</summary>
    public async Task<Func<Task>> StopStoreAsync()
    {
        await ChangeAsync("ALTER TABLE om_feature RENAME TO om_feature_away");
        return () => ChangeAsync("ALTER TABLE om_feature_away RENAME TO om_feature");
    }

    /// <summary>
    /// The page of the embedded database's file that holds a row in the middle of the layer is overwritten with zeros. Layers that share the page
    /// are hit too.
    /// </summary>
    public async Task LosePageAsync(string layer)
    {
        var middle = $"SELECT feature_id FROM om_feature WHERE layer_code = '{layer}' ORDER BY feature_id LIMIT 1 OFFSET (SELECT COUNT(*) / 2 FROM om_feature WHERE layer_code = '{layer}')";
        var feature = Convert.ToInt64(await ValueAsync(middle), CultureInfo.InvariantCulture);
        var size = Convert.ToInt32(await ValueAsync("PRAGMA page_size"), CultureInfo.InvariantCulture);
        await ValueAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        var path = Path.Combine(home, "guotu.db");
        var content = await File.ReadAllBytesAsync(path);
        var place = content.AsSpan().IndexOf(BeginningOf(layer, feature));
        Assert.True(place > size, "The row is not in the file");
        content.AsSpan(place / size * size, size).Clear();
        await File.WriteAllBytesAsync(path, content);
    }

    public async Task<string> SnapshotOfAsync(string layer) => Path.Combine(
        _node.SnapshotFolder, await ValueAsync($"SELECT r.content_digest FROM om_revision r JOIN om_layer l ON l.layer_code = r.layer_code AND l.current_no = r.revision_no WHERE r.layer_code = '{layer}'") + ".snapshot");

    /// <summary>One bit in every 512 bytes is the other way round.</summary>
    public static void FlipBits(string path)
    {
        // Close enough to hit every block and the table: a block that no parcel asks for is not read, and its damage not seen.
        var bytes = File.ReadAllBytes(path);
        for (var i = 20; i < bytes.Length; i += 48)
        {
            bytes[i] ^= 0x10;
        }

        File.WriteAllBytes(path, bytes);
    }

    public static void Cut(string path)
    {
        // The node may have it open: a failing disk asks for no lock.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(file.Length / 2);
    }

    /// <summary>How a record of om_feature begins in SQLite's file: code, id, and the last revision of what holds now; the first, 1, takes no byte.</summary>
    private static byte[] BeginningOf(string layer, long feature)
    {
        var numbers = new byte[sizeof(long) + sizeof(int)];
        BinaryPrimitives.WriteInt64BigEndian(numbers, feature);
        BinaryPrimitives.WriteInt32BigEndian(numbers.AsSpan(sizeof(long)), int.MaxValue);
        return [.. Encoding.ASCII.GetBytes(layer), .. numbers];
    }

    private async Task<object?> ValueAsync(string statement)
    {
        await using var connection = await new ConnectionSource(_node.Database).OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        return await command.ExecuteScalarAsync();
    }

    private async Task<int> ChangeAsync(string statement, byte[]? value = null)
    {
        await using var connection = await new ConnectionSource(_node.Database).OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        if (value is not null)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("p_value", value);
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync();
    }
}
