// Web pages where a vendor's JSON belongs: they come from what stands in front of it, and are the same for all.

/** What a limiter in front of an API answers: a page, not JSON, and no Retry-After. */
export const tooManyRequestsPage =
  '<html>\r\n<head><title>429 Too Many Requests</title></head>\r\n<body>\r\n<center><h1>429 Too Many Requests</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n'

export const badGatewayPage =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n'

export const signInPage = '<!doctype html><title>Sign in to the network</title>'
