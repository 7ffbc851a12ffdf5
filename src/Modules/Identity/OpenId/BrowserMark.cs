using Microsoft.AspNetCore.Http;

namespace Guotu.Identity.OpenId;

/// <summary>
/// The cookie that tells one browser from another while something is under way (浏览器标记): no page reads it, no other site's request carries it, and it goes
/// to one place only.
/// </summary>
internal static class BrowserMark
{
    public static CookieOptions For(HttpContext http, string place, TimeSpan goodFor) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = place,
        MaxAge = goodFor,
        IsEssential = true,
    };
}
