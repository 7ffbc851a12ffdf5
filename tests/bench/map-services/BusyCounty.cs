using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Geo.Geometry;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Ids;
using Guotu.MainJob.Bench;
using Guotu.MapPublishing.Grants;
using Guotu.OneMap.Catalogue;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Store;
using Guotu.Testing.Node;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Services.Bench;

/// <summary>A served node of 200 layers with three revisions each, and one person of 20 roles that are each granted each layer in part.</summary>
internal sealed class BusyCounty : IAsyncDisposable
{
    public const int Layers = 200, Roles = 20, Revisions = 3, Patches = 20;
    public const string Account = "lijg";
    private const string Like = "YJJBNT";
    private const string RoleSql = "INSERT INTO id_role (role_code, role_name, holder_kind) VALUES (:p_code, :p_name, :p_holder)";
    private const string PermissionSql = "INSERT INTO id_role_permission (role_code, permission_code) VALUES (:p_code, 'onemap.view')";

    private readonly string _folder;
    private readonly HostedNode _node;

    private BusyCounty(string folder, HostedNode node) => (_folder, _node) = (folder, node);

    public Uri Address => _node.Address;

    public StaffClient Person { get; private set; } = null!;

    public static async Task<BusyCounty> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("guotu-bench").FullName;
        var home = Path.Combine(folder, "home");
        await OwnProgram.RunAsync("demo", "--home", home, "--json");
        var county = new BusyCounty(folder, await HostedNode.StartAsync(
            home, s => s.AddSingleton<ILayerCatalogue>(p => new LayerCatalogue(p.GetRequiredService<IUnitsOfWork>(), p.GetRequiredService<RevisionTable>(), Definitions()))));
        await county.ImportAsync();
        await county.GrantAsync();
        county.Person = await StaffClient.SignInAsync(county.Address, Account, DemonstrationHome.Open(home).Passwords[Account]);
        return county;
    }

    public async ValueTask DisposeAsync()
    {
        Person.Dispose();
        await _node.DisposeAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static List<LayerDefinition> Definitions()
    {
        var known = CatalogueFiles.Layers();
        var like = known.Single(l => l.Code == Like);
        return [.. known, .. Enumerable.Range(1, Layers - known.Count).Select(i => like with { Code = CodeOf(i), Name = $"第{i}号图层" })];
    }

    private static string CodeOf(int layer) => string.Create(CultureInfo.InvariantCulture, $"TC{layer:000}");

    private static CommandContext Command(string name) => new(new Actor(9, "hej", "何军", 3, "web", "10.1.3.9"), DataScope.WholeNode, name);

    private async Task ImportAsync()
    {
        var import = _node.The<ILayerImport>();
        foreach (var layer in Definitions().Where(l => l.Code.StartsWith("TC", StringComparison.Ordinal)))
        {
            for (var revision = 0; revision < Revisions; revision++)
            {
                var made = await import.ImportAsync(
                    Command("onemap.layer.import"), new LayerImport(layer.Code, new DateOnly(2023 + revision, 12, 31), $"第{revision + 1}次"), Rows(revision), CancellationToken.None);
                if (made.Error is { } error)
                {
                    throw new InvalidOperationException(error.Text);
                }
            }
        }
    }

    private async Task GrantAsync()
    {
        var (units, table, ids) = (_node.The<IUnitsOfWork>(), _node.The<GrantTable>(), _node.The<IIdSource>());
        Check((await _node.The<GrantCommands>().ListAsync(CancellationToken.None)).Error);
        var accounts = _node.The<IAccountAdministration>();
        var roles = Enumerable.Range(0, Roles).Select(r => string.Create(CultureInfo.InvariantCulture, $"desk{r:00}")).ToList();
        Check((await units.RunAsync(
            Command(GrantCommands.GrantKind),
            async Task<Kernel.Results.Result> (work, ct) =>
            {
                work.Audit(new AuditEntry(GrantCommands.GrantKind, "layer-grant", "*", "量测用"));
                foreach (var role in roles)
                {
                    await work.ExecuteAsync(RoleSql, new { p_code = role, p_name = role, p_holder = "Business" }, ct);
                    await work.ExecuteAsync(PermissionSql, new { p_code = role }, ct);
                }

                var policy = (await table.PolicyAsync(work, work.Dialect.LockSuffix, ct)).Value;
                foreach (var grant in from role in roles from layer in Definitions() select GrantOf(ids.Next(), role, layer.Code, work))
                {
                    Check((await table.InsertAsync(work, grant, ct)).Error);
                }

                return await table.CloseAsync(work, policy, ct);
            },
            CancellationToken.None)).Error);
        foreach (var role in roles)
        {
            Check((await accounts.GrantAsync(Command("identity.grant"), Account, new RoleGrant(role, null), CancellationToken.None)).Error);
        }

        Check((await accounts.RevokeAsync(Command("identity.revoke"), Account, "officer", CancellationToken.None)).Error);
    }

    private static GrantRow GrantOf(long id, string role, string layer, IUnitOfWork work) => new()
    {
        GrantId = id,
        RoleCode = role,
        LayerCode = layer,
        RowFilter = layer is "XZQ" or "STBHHX" || !layer.StartsWith("TC", StringComparison.Ordinal) ? null : $"DLBM = '01{role[^2..]}' OR TBBH <> '000000{role[^2..]}'",
        DeniedFields = layer.StartsWith("TC", StringComparison.Ordinal) ? "XZQMC" : null,
        GrantedBy = 9,
        GrantedUtc = work.At,
    };

    private static void Check(Kernel.Results.Error? error)
    {
        if (error is not null)
        {
            throw new InvalidOperationException(error.Text);
        }
    }

    private static async IAsyncEnumerable<NewFeature> Rows(int revision)
    {
        await Task.CompletedTask;
        for (var i = 0; i < Patches; i++)
        {
            var (east, north) = (364_780_000_000 + (i * 1_000_000L), 36_500_000_000 + (revision * 10_000L));
            var ring = new GridRing([new(east, north), new(east + 900_000, north), new(east + 900_000, north + 900_000), new(east, north + 900_000)]);
            yield return new NewFeature(GridMultiPolygon.Of(new GridPolygon(ring)), Attributes(i));
        }
    }

    private static Dictionary<string, string> Attributes(int i) => new(StringComparer.Ordinal)
    {
        ["BSM"] = $"6107242005{i:00000000}",
        ["YSDM"] = "2005010300",
        ["XZQDM"] = "610724101000",
        ["XZQMC"] = "杨河镇",
        ["YJJBNTTBBH"] = $"610724101{i:000000}",
        ["TBBH"] = $"{i:00000000}",
        ["DLBM"] = i % 2 == 0 ? "0101" : "0103",
        ["DLMC"] = "水田",
        ["QSXZ"] = "30",
        ["YJJBNTTBMJ"] = "8100.00",
        ["YJJBNTMJ"] = "8100.00",
        ["WDGD"] = "1",
        ["SJNF"] = "2025",
        ["BHKSSJ"] = "2022-10-14",
    };
}
