using System.IO.Compression;
using System.Text;
using Guotu.Approval.KeepDraft;
using Guotu.Approval.StageFile;
using Guotu.Database.Files;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.OneMap.Contracts;
using Guotu.Testing.Database;

namespace Guotu.Approval.Tests;

public sealed class StagingTests
{
    private static async Task<List<string>> HoldersAsync(Office office, IUnitOfWork work, string digest)
    {
        var held = new List<string>();
        foreach (var holder in office.Get<IEnumerable<IFileHolder>>())
        {
            held.AddRange(await holder.HoldsAsync(work, digest, Never) ? [holder.Title] : []);
        }

        return held;
    }

    private static async Task<bool> LetGoAsync(Office office, IUnitOfWork work, string digest)
    {
        await office.Get<IStagedUploads>().ForgetAsync(work, digest, Never);
        await work.DetachAsync(digest, Never);
        return true;
    }

    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_staged_file_is_its_owners_for_a_day(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var staged = await office.StageAsync("申请表.pdf", "%PDF-1.7 申请"u8.ToArray());
        Assert.True(staged.IsSuccess, staged.Error?.Text);

        Assert.True(await IsThereAsync(office, staged.Value, user: 7));
        Assert.False(await IsThereAsync(office, staged.Value, user: 8));
        office.Clock.Advance(FileStaging.Term + TimeSpan.FromSeconds(1));
        Assert.False(await IsThereAsync(office, staged.Value, user: 7));
    }

    [Theory]
    [BothDatabases]
    public async Task What_must_not_come_in_is_refused_by_name_and_leaves_nothing(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        (string Name, byte[] Content, string Code)[] bad =
        [
            ("空.pdf", [], "APP-0005"),
            ("工具.exe", [.. "MZ"u8, 0, 1, 2], "APP-0004"),
            ("../../passwd", "%PDF-1.7"u8.ToArray(), "APP-0026"),
            ("包.zip", Zip("../../../etc/cron.d/x", "x"u8.ToArray()), "APP-0007"),
            ("盘符.zip", Zip("C:\\x.txt", "x"u8.ToArray()), "APP-0007"),
            ("炸弹.zip", Zip("a.txt", new byte[501 << 20]), "APP-0006"),
            ("坏.zip", [.. Zip("a.txt", "好"u8.ToArray()).Take(40)], "APP-0008"),
            ("规划.txt", Encoding.UTF8.GetBytes("机密★10年\n某某规划"), "SEC-0005"),
            ("机密文件.pdf", "%PDF-1.7"u8.ToArray(), "SEC-0005"),
        ];
        foreach (var (name, content, code) in bad)
        {
            var result = await office.StageAsync(name, content);
            Assert.True(code == result.Error?.Code.Value, $"{name}: {result.Error}");
            Assert.NotEmpty(result.Error!.Text);
        }

        Assert.Equal(bad.Select(b => b.Code), office.Audit.Refused);
        Assert.Equal(0, await office.CountAsync("ap_staged_file"));
        Assert.Equal(0, await office.CountAsync("db_file"));
    }

    [Theory]
    [BothDatabases]
    public async Task What_a_loading_found_marked_does_not_come_in_a_second_time(string provider)
    {
        const string Import =
            """
            INSERT INTO om_import (import_id, user_id, layer_code, file_digest, file_name, file_size, state_code, is_stopping, created_utc, refused_utc,
              owner_org_id, region_code, origin_node, label_level)
            VALUES (1, 7, 'DLTB', :p_digest, 'dltb.csv', 1, 'Failed', 0, :p_at, :p_at, 3, '610724000000', '610724', 1)
            """;
        await using var office = await Office.OpenAsync(provider);
        var content = "一份 CSV,标志在图层字段里"u8.ToArray();
        var staged = (await office.StageAsync("dltb.csv", content)).Value;
        var units = office.Get<IUnitsOfWork>();
        var holders = await units.RunUpkeepAsync("test", (work, _) => HoldersAsync(office, work, staged.Digest), Never);
        await units.RunUpkeepAsync("test", (work, ct) => work.ExecuteAsync(Import, new { p_digest = staged.Digest, p_at = work.At }, ct), Never);
        await units.RunUpkeepAsync("test", (work, _) => LetGoAsync(office, work, staged.Digest), Never);
        await office.Get<IFileStore>().RemoveAsync(staged.Digest, Never);

        Assert.Equal((0, 0), (await office.CountAsync("ap_staged_file"), await office.CountAsync("db_file")));
        Assert.Equal("SEC-0005", (await office.StageAsync("换个名字.csv", content, user: 8)).Error?.Code.Value);
        Assert.False(office.Get<IFileStore>().Contains(staged.Digest));
        Assert.Equal(0, await office.CountAsync("ap_staged_file"));
        Assert.Empty(holders);
    }

    [Theory]
    [BothDatabases]
    public async Task A_draft_is_kept_encrypted_for_its_owner_and_goes_when_deleted(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var drafts = office.Get<Drafts>();
        Assert.True((await drafts.SaveAsync(office.Command(), "intake", "{\"phone\":\"13800138000\"}", Never)).IsSuccess);
        Assert.True((await drafts.SaveAsync(office.Command(), "intake", "{\"phone\":\"13900139000\"}", Never)).IsSuccess);

        Assert.Equal("{\"phone\":\"13900139000\"}", (await drafts.FindAsync(7, "intake", Never)).Value.Body);
        Assert.Equal("SYS-0002", (await drafts.FindAsync(8, "intake", Never)).Error!.Code.Value);
        await using (var session = await office.Get<IUnitsOfWork>().ReadAsync(DataScope.WholeNode, Never))
        {
            Assert.DoesNotContain("139", await session.ScalarAsync<string>("SELECT hidden_text FROM ap_draft", null, Never), StringComparison.Ordinal);
        }

        Assert.True((await drafts.DeleteAsync(office.Command(), "intake", Never)).IsSuccess);
        Assert.Equal(0, await office.CountAsync("ap_draft"));
    }

    private static async Task<bool> IsThereAsync(Office office, StagedFile file, long user)
    {
        await using var session = await office.Get<IUnitsOfWork>().ReadAsync(DataScope.WholeNode, Never);
        return (await office.Get<FileStaging>().FindAsync(session, user, new NamedDigest(file.Digest, file.Name), Never)).IsSuccess;
    }

    private static byte[] Zip(string entry, byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var stream = archive.CreateEntry(entry).Open();
            stream.Write(content);
        }

        return bytes.ToArray();
    }
}
