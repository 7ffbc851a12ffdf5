using Guotu.Hosting.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Hosting.Reading;

public static class ProtectedReadExtensions
{
    /// <summary>
    /// Journals the read after the use case allowed it and before the answer is sent.
    /// <paramref name="routeValue"/> names the route value that identifies the object.
    /// </summary>
    public static RouteHandlerBuilder ReadsProtected(this RouteHandlerBuilder builder, string objectType, string routeValue) =>
        builder.AddEndpointFilter(async (context, next) =>
        {
            var answer = await next(context);
            if (ProblemAnswer.IsProblem(answer))
            {
                return answer;
            }

            var http = context.HttpContext;
            var journal = http.RequestServices.GetRequiredService<IReadJournal>();
            var id = http.Request.RouteValues[routeValue]?.ToString() ?? string.Empty;
            await journal.RecordAsync(http.Caller().Actor, objectType, id, http.RequestAborted);
            return answer;
        });
}
