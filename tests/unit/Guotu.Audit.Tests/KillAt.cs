using Guotu.Kernel.Failpoints;

namespace Guotu.Audit.Tests;

/// <summary>The process dies where it reaches the named place, the first time.</summary>
internal sealed class KillAt(string armed) : IFailpoints
{
    public void Reach(string name)
    {
        if (name == armed)
        {
            throw new KilledException();
        }
    }
}

internal sealed class KilledException : Exception;
