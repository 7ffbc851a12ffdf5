using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>
/// A node that is killed again and again while people work: each life is armed with the next failpoint, each act is repeated word for word
/// with its request id until it is answered, as a browser does after a power cut. <c>moment:n</c> in place of a failpoint is a kill from
/// outside, n milliseconds after the node came up.
/// </summary>
internal sealed class KilledOffice : IAsyncDisposable
{
    private const string Moment = "moment:";

    private readonly DemonstrationHome _home;
    private readonly Queue<string> _failpoints;
    private readonly Dictionary<string, StaffClient> _people = new(StringComparer.Ordinal);
    private ServingNode _node;
    private Task _killing = Task.CompletedTask;

    private KilledOffice(DemonstrationHome home, IEnumerable<string> failpoints, ServingNode node)
    {
        _home = home;
        _failpoints = new Queue<string>(failpoints);
        _node = node;
    }

    /// <summary>Failpoints and moments at which the node died, in order.</summary>
    public List<string> Kills { get; } = [];

    public bool AllKilled => _failpoints.Count == 0 && Armed is null;

    public string? Armed { get; private set; }

    public static async Task<KilledOffice> OpenAsync(DemonstrationHome home, IEnumerable<string> failpoints, IEnumerable<string> accounts)
    {
        var office = new KilledOffice(home, failpoints, await ServingNode.StartAsync(home.Home));
        foreach (var account in accounts)
        {
            (await StaffClient.SignInAsync(office._node.Address, account, home.Passwords[account])).Dispose();
        }

        await office.NextLifeAsync();
        return office;
    }

    public string Parcel(string name) => _home.Parcel(name);

    public string Home => _home.Home;

    public Task<JsonElement> GetAsync(string account, string path) => InAnyLifeAsync(account, person => person.GetAsync(path));

    public Task<JsonElement> PostAsync(string account, string path, object body)
    {
        var request = StaffClient.NewRequestId();
        return InAnyLifeAsync(account, person => person.PostAsync(path, body, request));
    }

    public Task<string> UploadAsync(string account, string path) => InAnyLifeAsync(account, person => person.UploadAsync(path));

    public Task<string> PaperAsync(string account, string words) => InAnyLifeAsync(account, person => CaseDesk.PaperAsync(person, words));

    public async Task<JsonElement> UntilTaskOfAsync(string account, string caseId)
    {
        for (var i = 0; i < 600; i++)
        {
            var page = await GetAsync(account, "cases/" + caseId);
            if (page.GetProperty("task").ValueKind == JsonValueKind.Object)
            {
                return page;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"{account} got no task on {caseId} after {string.Join(',', Kills)}; armed {Armed}\n{_node.Log}");
    }

    public async Task ActAsync(string account, string caseId, string action)
    {
        var page = await UntilTaskOfAsync(account, caseId);
        var body = new { rowVersion = page.GetProperty("rowVersion").GetInt32(), action, opinion = "同意。" };
        await PostAsync(account, $"tasks/{page.GetProperty("task").GetProperty("taskId").GetString()}/complete", body);
    }

    /// <summary>A pause in which the background work may meet what is armed.</summary>
    public async Task RestAsync()
    {
        await Task.Delay(1500);
        await GetAsync("maxl", "tasks/summary");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people.Values)
        {
            person.Dispose();
        }

        await _node.DisposeAsync();
        await _killing;
    }

    private async Task<T> InAnyLifeAsync<T>(string account, Func<StaffClient, Task<T>> act)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            try
            {
                return await act(await PersonAsync(account));
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or TaskCanceledException)
            {
                if (!await _node.WaitForExitAsync(TimeSpan.FromSeconds(10)))
                {
                    throw;
                }

                Assert.Equal(137, _node.ExitCode);
                Kills.Add(Armed ?? throw new InvalidOperationException("The node died although nothing was armed\n" + _node.Log));
                await NextLifeAsync();
            }
        }

        throw new InvalidOperationException("No life was long enough for the act");
    }

    private async Task<StaffClient> PersonAsync(string account) => _people.TryGetValue(account, out var known)
        ? known
        : _people[account] = await StaffClient.SignInAsync(_node.Address, account, StaffClient.Changed(_home.Passwords[account]));

    /// <summary>A life that dies before it answers counts as a kill too.</summary>
    private async Task NextLifeAsync()
    {
        foreach (var person in _people.Values)
        {
            person.Dispose();
        }

        _people.Clear();
        for (; ; )
        {
            await _node.DisposeAsync();
            await _killing;
            Armed = _failpoints.TryDequeue(out var next) ? next : null;
            var fromOutside = Armed?.StartsWith(Moment, StringComparison.Ordinal) == true;
            _node = await ServingNode.StartAsync(_home.Home, fromOutside ? null : Armed);
            if (fromOutside)
            {
                _killing = _node.KillAfterAsync(TimeSpan.FromMilliseconds(int.Parse(Armed![Moment.Length..], CultureInfo.InvariantCulture)));
                return;
            }

            if (!_node.HasExited)
            {
                return;
            }

            Kills.Add(Armed!);
        }
    }
}
