using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace Guotu.Hosting.Callers;

/// <summary>Finds out who calls; implemented by the Identity module. Any doubt is a refusal.</summary>
public interface ICallerSource
{
    Task<Result<Caller>> FindAsync(HttpContext http, CancellationToken ct);
}
