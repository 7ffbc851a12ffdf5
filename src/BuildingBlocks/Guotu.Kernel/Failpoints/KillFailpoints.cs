using System.Diagnostics;
using System.Globalization;

namespace Guotu.Kernel.Failpoints;

/// <summary>
/// Kills the process with SIGKILL when the armed failpoint is reached the n-th time: no finalizer, no flush, as in a power cut.
/// Armed only by <c>GUOTU_FAILPOINT=name:n</c>, which the host reads once at start and refuses outside a demonstration node.
/// </summary>
public sealed class KillFailpoints : IFailpoints
{
    private readonly string _name;
    private int _left;

    private KillFailpoints(string name, int count)
    {
        _name = name;
        _left = count;
    }

    public static IFailpoints FromSetting(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
        {
            return new NoFailpoints();
        }

        var parts = setting.Split(':');
        return new KillFailpoints(parts[0], parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
    }

    public void Reach(string name)
    {
        if (string.Equals(name, _name, StringComparison.Ordinal) && Interlocked.Decrement(ref _left) == 0)
        {
            Process.GetCurrentProcess().Kill();
        }
    }
}
