using Guotu.Crypto;
using Guotu.Hosting.Nodes;

namespace Guotu.Hosting.Pumps;

/// <summary>
/// The name under which a node claims work: outbox rows, the sealing (领取人). Whoever holds the home's lock file is the only pump of that home on this machine: the
/// kernel gives the lock back when a process dies, so claims under the home's name that are found at start are those of a dead process.
/// A second process on the same home claims under its own number and leaves other claims to run out.
/// </summary>
public sealed class HomeClaim : IDisposable
{
    private const string LockFile = "pump.lock";
    private const int NameLength = 16;
    private readonly FileStream? _lock;

    private HomeClaim(string claimer, FileStream? held)
    {
        Claimer = claimer;
        _lock = held;
    }

    public string Claimer { get; }

    public bool IsAlone => _lock is not null;

    public static HomeClaim Take(NodeSettings node)
    {
        ArgumentNullException.ThrowIfNull(node);
        try
        {
            var held = new FileStream(Path.Combine(node.Home, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var home = Sm3.Digest(System.Text.Encoding.UTF8.GetBytes(Path.GetFullPath(node.Home))).ToString()[..NameLength];
            return new HomeClaim($"{Environment.MachineName}:{home}", held);
        }
        catch (IOException)
        {
            return new HomeClaim($"{Environment.MachineName}:{Environment.ProcessId}", null);
        }
    }

    public void Dispose() => _lock?.Dispose();
}
