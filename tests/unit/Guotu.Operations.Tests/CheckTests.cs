using Guotu.Hosting.Nodes;
using Guotu.Operations.Evidence;
using Guotu.Operations.Evidence.Checks;
using Guotu.Testing;
using Guotu.Testing.Database;

namespace Guotu.Operations.Tests;

/// <summary>Checks that look into rows, the kernel's tables and folders: each sees what is wrong, and nothing where nothing is.</summary>
public sealed class CheckTests
{
    [Theory]
    [InlineData("联系电话 13800001234,下午在", 1)]
    [InlineData("610724199003072137", 0)]
    [InlineData("{\"id\":\"11010519491231002X\",\"phone\":\"15912345678\"}", 2)]
    [InlineData("11010519491231002x", 1)]
    [InlineData("110105194912310021", 0)]
    [InlineData("编号 213800001234,摘要 a13800001234f", 0)]
    [InlineData("案号 西自然资〔2026〕12 号,0916-6212345", 0)]
    public void Numbers_of_persons_are_told_from_other_numbers(string text, int expected) => Assert.Equal(expected, PersonalNumbers.CountIn(text));

    [Theory]
    [BothDatabases]
    public async Task A_personal_number_or_a_clear_value_in_any_table_is_found_and_not_repeated(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (personal, encrypted) = (Find(office, "personal-data-hidden"), Find(office, "encrypted-columns"));
        Assert.Equal(CheckResult.Met, (await personal.RunAsync(CancellationToken.None)).Result);
        Assert.Equal(CheckResult.NotProved, (await encrypted.RunAsync(CancellationToken.None)).Result);

        await office.TamperAsync("INSERT INTO ap_case_field (field_id, case_id, field_key, value_text, hidden_text, row_version) VALUES (1, 1, 'phone', '13800001234', 'g1.1.13800001234', 1)");

        var found = await personal.RunAsync(CancellationToken.None);
        Assert.Equal((CheckResult.NotMet, "ap_case_field.value_text:1 处"), (found.Result, Assert.Single(found.Lines)));
        Assert.DoesNotContain("13800001234", found.Summary, StringComparison.Ordinal);
        var clear = await encrypted.RunAsync(CancellationToken.None);
        Assert.Equal(CheckResult.NotMet, clear.Result);
        Assert.Contains("ap_case_field.hidden_text:1 个值,密文 0 个", clear.Lines);
    }

    [Theory]
    [InlineData("g1.1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true)]
    [InlineData("g1.12.AAAA-_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true)]
    [InlineData("g1.1.AAAA", false)]
    [InlineData("g1.x.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("g1.1.张三住在堰口镇", false)]
    [InlineData("", false)]
    public void Cipher_text_is_known_by_its_shape(string value, bool cipher) => Assert.Equal(cipher, EncryptedColumnCheck.IsCipherText(value));

    [Theory]
    [InlineData("  0: 0100007F:1F90 00000000:0000 0A 00000000", "tcp", "0A", "8080/tcp", true)]
    [InlineData("  0: 00000000:01BB 00000000:0000 0A 00000000", "tcp", "0A", "443/tcp", false)]
    [InlineData("  0: 3500007F:0035 00000000:0000 07 00000000", "udp", "07", "53/udp", true)]
    [InlineData("  0: 00000000000000000000000000000000:14E9 00000000000000000000000000000000:0000 07 00000000", "udp", "07", "5353/udp", false)]
    [InlineData("  0: 0000000000000000FFFF00000100007F:1F90 00000000000000000000000000000000:0000 0A 00000000", "tcp", "0A", "8080/tcp", true)]
    public void A_port_is_read_with_its_protocol_and_whether_it_is_open_to_others(string line, string protocol, string state, string words, bool loopback)
    {
        var listener = ListeningPortCheck.Read(line, protocol, state);

        Assert.Equal((words, loopback), (listener?.Words, listener?.Loopback));
        Assert.Null(ListeningPortCheck.Read(line.Replace(" " + state + " ", " 01 ", StringComparison.Ordinal), protocol, state));
    }

    [Fact]
    public async Task A_backup_counts_by_its_age_its_content_and_its_place()
    {
        var root = Directory.CreateTempSubdirectory("guotu-backup-").FullName;
        var clock = new FixedClock();
        Task<CheckOutcome> LookAsync(string folder) => new BackupAgeCheck(
            new NodeSettings { Home = Path.Combine(root, "home"), County = CountySettings.Xixiang, Database = new() { Provider = "sqlite", ConnectionString = "Data Source=x" }, RootKeyFile = "x", BackupFolder = folder }, clock).RunAsync(CancellationToken.None);
        try
        {
            Assert.Equal(CheckResult.NotProved, (await LookAsync(string.Empty)).Result);
            Assert.Equal(CheckResult.NotMet, (await LookAsync(Path.Combine(root, "none"))).Result);
            foreach (var (folder, inside) in new[] { (Path.Combine(root, "backup"), CheckResult.Met), (Path.Combine(root, "home", "backup"), CheckResult.Partly) })
            {
                Directory.CreateDirectory(folder);
                var file = Path.Combine(folder, "guotu.sql.gz");
                await File.WriteAllTextAsync(file, string.Empty);
                File.SetLastWriteTimeUtc(file, clock.GetUtcNow().UtcDateTime);
                Assert.Equal(CheckResult.NotMet, (await LookAsync(folder)).Result);
                await File.WriteAllTextAsync(file, "backup");
                File.SetLastWriteTimeUtc(file, clock.GetUtcNow().UtcDateTime.AddHours(-29));
                Assert.Equal(inside, (await LookAsync(folder)).Result);
                File.SetLastWriteTimeUtc(file, clock.GetUtcNow().UtcDateTime.AddHours(-31));
                Assert.Equal(CheckResult.NotMet, (await LookAsync(folder)).Result);
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Theory]
    [InlineData("""{"components":[{"name":"Dapper","version":"2","purl":"pkg:nuget/Dapper@2","hashes":[{}],"licenses":[{}]},{"name":"libcairo2","purl":"pkg:deb/debian/libcairo2"}]}""", CheckResult.Met)]
    [InlineData("""{"components":[{"name":"Dapper","version":"2","purl":"pkg:nuget/Dapper@2","hashes":[],"licenses":[{}]}]}""", CheckResult.Partly)]
    [InlineData("""{"components":[]}""", CheckResult.NotMet)]
    public void A_bill_of_materials_counts_when_every_part_says_what_it_is(string bill, CheckResult expected) => Assert.Equal(expected, BillOfMaterialsCheck.Judge(bill).Result);

    private static IEvidenceCheck Find(Office office, string code) => office.Get<IEnumerable<IEvidenceCheck>>().Single(c => c.Code == code);
}
