using System.Text;
using System.Text.Json;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.Identity.ImageCode;
using Guotu.Identity.Login;
using Guotu.Identity.Sessions;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.Testing;
using Guotu.Testing.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Identity.Tests;

/// <summary>A staffed demonstration node: the office on its first morning.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly string _home;
    private readonly ServiceProvider _services;

    private Office(TestDatabase database, string home, bool demonstration, IReadOnlyList<string> hosts, int instance)
    {
        _database = database;
        _home = home;
        Node = new NodeSettings
        {
            Home = home,
            County = CountySettings.Xixiang,
            Database = database.Options,
            RootKeyFile = Path.Combine(home + ".keys", "root.key"),
            Demonstration = demonstration,
            CertificateLogin = new CertificateLoginSettings([PeerUKey.Origin]),
            UpstreamHosts = hosts,
            LogoutNoticeHosts = hosts,
            UpstreamCountsSecond = hosts.Count > 0,
        };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddNode(Node, [new IdentityModule()]);
        services.AddSingleton<IClock>(Clock).AddSingleton<IIdSource>(new NodeIdSource(Clock, instance)).AddSingleton<IAuditPort>(Audit);
        _services = services.BuildServiceProvider();
    }

    public NodeSettings Node { get; }

    public FixedClock Clock { get; } = new();

    public RecordedAudit Audit { get; } = new();

    public Dictionary<string, string> Passwords { get; private set; } = [];

    public static async Task<Office> OpenAsync(string provider, bool demonstration = true, IReadOnlyList<string>? hosts = null)
    {
        var staffed = await OfficeTemplate.OfAsync(provider, demonstration);
        var office = new Office(await TestDatabase.CopyAsync(provider, staffed.Database), staffed.CopyHome(), demonstration, hosts ?? [], instance: 2)
        {
            Passwords = new Dictionary<string, string>(staffed.Passwords),
        };
        office.Audit.Lines.AddRange(staffed.Lines);
        return office;
    }

    /// <summary>The office that others are copied from; no test sees it.</summary>
    public static async Task<OfficeTemplate> MakeTemplateAsync(string provider, bool demonstration)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var office = new Office(database, Directory.CreateTempSubdirectory("guotu-identity").FullName, demonstration, [], instance: 1);
        Assert.True(new FileKeySource(office.Node.RootKeyFile, office.Node.Home).Create(new SystemRandomSource()).IsSuccess);
        Assert.True((await office.Get<KeyRing>().CreateMissingAsync(KeyPurpose.All, KeyPairPurpose.All, CancellationToken.None)).IsSuccess);
        var setup = office.Get<IIdentitySetup>();
        var made = await setup.RunAsync(Small(setup.Demonstration), CancellationToken.None);
        Assert.True(made.IsSuccess, made.Error?.Text);
        var passwords = File.ReadLines(made.Value.PasswordFile).Where(l => l[0] != '#').Select(l => l.Split('\t')).ToDictionary(f => f[0], f => f[^1]);
        await office._services.DisposeAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => office.RemoveFolders();
        return new OfficeTemplate(provider, await database.FreezeAsync(), office._home, office.Audit.Lines, passwords);
    }

    /// <summary>Five of the people: each costs the time of a password.</summary>
    private static string Small(string staffing)
    {
        string[] kept = ["wangxy", "lijg", "sysadmin", "secadmin", "auditor"];
        return string.Join('\n', staffing.Split('\n').Where(l => !l.Contains("account:", StringComparison.Ordinal) || kept.Any(k => l.Contains($"account: {k},", StringComparison.Ordinal))));
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<Result<SignedIn>> SignInAsync(string account, string password) =>
        Get<SignIn>().RunAsync(account, SealLogin(password), "10.1.3.7", CancellationToken.None);

    /// <summary>Encrypts a login whose image code, where one is asked for, was read rightly.</summary>
    public string SealLogin(string password, string? code = null) =>
        Seal(nonce => new { nonce, password, code, imageTicket = Get<ImageCodes>().TicketOf(nonce, "7").Value, imageAnswer = "7" });

    /// <summary>Encrypts as the page does.</summary>
    public string Seal(Func<string, object> body)
    {
        var challenge = Get<LoginChallenge>().Make().Value;
        var key = Sm2PublicKey.FromPoint(Convert.FromHexString(challenge.PublicKey)).Value;
        var text = JsonSerializer.Serialize(body(challenge.Nonce));
        return Convert.ToHexString(Sm2.Encrypt(key, Encoding.UTF8.GetBytes(text)).ToRawWithoutPrefix());
    }

    public Task<Result<Caller>> CallerAsync(string token)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Cookie = $"{SessionTokens.CookieName}={token}";
        return Get<ICallerSource>().FindAsync(http, CancellationToken.None);
    }

    public CommandContext As(Caller caller, string command) => new(caller.Actor, DataScope.WholeNode, command);

    public async Task<Caller> SignedInAsync(string account) => (await CallerAsync((await SignInAsync(account, Passwords[account])).Value.Token)).Value;

    /// <summary>Signs in and changes the password, as the page does.</summary>
    public async Task<Result> ChangeAsync(string account, string oldPassword, string newPassword)
    {
        var token = (await SignInAsync(account, oldPassword)).Value.Token;
        var caller = (await CallerAsync(token)).Value;
        var cipher = Seal(nonce => new { nonce, oldPassword, newPassword });
        var digest = Get<SessionTokens>().DigestOf(token).Value;
        return await Get<ChangePassword>().RunAsync(As(caller, "identity.password.change"), digest, cipher, CancellationToken.None);
    }

    /// <summary>What one person may not do alone: the first asks, the second approves.</summary>
    public async Task<Result<ControlRequestView>> TogetherAsync((Caller Asks, Caller Approves) two, string kind, Dictionary<string, string> parameters)
    {
        var control = Get<IDualControl>();
        var asked = await control.AskAsync(As(two.Asks, "identity.control.ask"), two.Asks, new ControlAsked(kind, parameters, "按局务会要求办理"), CancellationToken.None);
        return asked.Error is { } refused
            ? refused
            : await control.ApproveAsync(As(two.Approves, "identity.control.approve"), two.Approves, new ControlDecision(asked.Value.RequestId, "同意"), CancellationToken.None);
    }

    public async Task<int> TamperAsync(string statement)
    {
        await using var connection = await _database.Connections.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        return await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        RemoveFolders();
    }

    private void RemoveFolders()
    {
        Directory.Delete(_home, recursive: true);
        Directory.Delete(_home + ".keys", recursive: true);
    }

    internal sealed class RecordedAudit : IAuditPort
    {
        public List<string> Lines { get; } = [];

        /// <summary>What only the auditor reads of a refusal.</summary>
        public List<string> Notes { get; } = [];

        /// <summary>What was said of acts that succeeded.</summary>
        public List<string> Summaries { get; } = [];

        public Task WriteAsync(IUnitOfWork work, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
        {
            lock (Lines)
            {
                Lines.AddRange(entries.Select(e => $"{work.Context.Actor.Account} {e.Kind}"));
                Summaries.AddRange(entries.Select(e => e.Summary));
            }

            return Task.CompletedTask;
        }

        public Task WriteRefusalAsync(IUnitOfWork work, AuditEntry entry, Error error, CancellationToken ct)
        {
            lock (Lines)
            {
                Lines.Add($"{work.Context.Actor.Account} {entry.Kind} refused {error.Code}");
                if (work.Context.RefusalNote is { } note)
                {
                    Notes.Add($"{work.Context.Actor.Account} {entry.ObjectId} {note}");
                }
            }

            return Task.CompletedTask;
        }
    }
}
